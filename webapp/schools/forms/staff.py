"""What is typed about who works at a unit."""

from collections.abc import Iterable
from typing import Self

from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.core.forms import ChoiceField, Form, email_field, line_field
from webapp.core.i18n import later as _
from webapp.schools.models import Group
from webapp.schools.phrases import ROLES


class GroupsField(SelectMultipleField):
    """Several groups, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class StaffMemberForm(Form):
    name = line_field(_("Naam"))
    email = email_field(_("E-mailadres"))
    groups = GroupsField(_("Groepen"), coerce=int)

    def offer(self, groups: Iterable[Group]) -> Self:
        self.groups.choices = [(group.id, group.name) for group in groups]
        return self

    def chosen(self, groups: Iterable[Group]) -> list[Group]:
        """The groups that were ticked; only once the form is valid."""
        return [group for group in groups if group.id in (self.groups.data or [])]


class NewStaffMemberForm(StaffMemberForm):
    role = ChoiceField(_("Functie"))

    def offer_roles(self, roles: Iterable[str]) -> Self:
        self.role.choices = [(role, ROLES[role]) for role in roles]
        return self
