"""What is typed about who works at a unit."""

from collections.abc import Iterable, Mapping
from typing import Self

from wtforms import RadioField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.core.forms import Form, choice_field, choices_of, email_field, line_field
from webapp.core.i18n import later as _
from webapp.schools.models import Group


class CheckboxesField(SelectMultipleField):
    """Several, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class StaffMemberForm(Form):
    name = line_field(_("Naam"))
    email = email_field(_("E-mailadres"))
    groups = CheckboxesField(_("Groepen"), coerce=int)

    def offer(self, groups: Iterable[Group]) -> Self:
        self.groups.choices = choices_of((group.id, group.name) for group in groups)
        return self

    def chosen(self, groups: Iterable[Group]) -> list[Group]:
        """The groups that were ticked; only once the form is valid."""
        return [group for group in groups if group.id in (self.groups.data or [])]


class NewStaffMemberForm(StaffMemberForm):
    role = choice_field(_("Functie"), RadioField)

    def offer_roles(self, roles: Iterable[str], names: Mapping[str, str]) -> Self:
        self.role.choices = choices_of((role, names[role]) for role in roles)
        return self
