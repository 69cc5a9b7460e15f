"""What the office types about children, their groups and their guardians."""

from collections.abc import Iterable
from typing import Any, Self

from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice

from webapp.core.forms import Form, choice_field, choices_of, day_field, line_field
from webapp.core.i18n import later as _
from webapp.schools.models import Group


class GroupForm(Form):
    """A form with the groups to choose from, under the names of their units when there are several."""

    group = choice_field(_("Groep"), coerce=int)

    def offer(self, groups: Iterable[Group]) -> Self:
        groups = list(groups)
        several = len({group.unit_id for group in groups}) > 1
        self.group.choices = [
            SelectChoice(group.id, group.name, optgroup=group.unit.name if several else None) for group in groups
        ]
        return self

    def chosen(self, groups: Iterable[Group]) -> Group:
        """The group that was chosen; only once the form is valid."""
        return next(group for group in groups if group.id == self.group.data)


class ChildForm(Form):
    given_name = line_field(_("Roepnaam"))
    infix = line_field(_("Tussenvoegsel"), 40, required=False)
    surname = line_field(_("Achternaam"))
    birthdate = day_field(_("Geboortedatum"), required=False)
    has_secret_address = BooleanField(_("Geheim adres"))


class NewChildForm(GroupForm):
    given_name = line_field(_("Roepnaam"))
    infix = line_field(_("Tussenvoegsel"), 40, required=False)
    surname = line_field(_("Achternaam"))
    birthdate = day_field(_("Geboortedatum"))
    starts_on = day_field(_("Eerste dag hier"))

    @property
    def about(self) -> dict[str, Any]:
        return {name: value for name, value in self.values.items() if name != "group"}


class PlaceForm(GroupForm):
    starts_on = day_field(_("Eerste dag in deze groep"))


class MoveForm(GroupForm):
    day = day_field(_("Eerste dag in de nieuwe groep"))


class EndingForm(Form):
    day = day_field(_("Eerste dag dat het kind er niet meer is"))


class GuardianshipForm(Form):
    authority = choice_field(
        _("Gezag"),
        RadioField,
        choices=choices_of(
            [("yes", _("Ja, heeft ouderlijk gezag")), ("no", _("Nee, heeft geen gezag")), ("unknown", _("Niet bekend"))]
        ),
    )
    information = choice_field(
        _("Informatie over het kind"),
        RadioField,
        choices=choices_of(
            [
                ("full", _("Krijgt alles")),
                ("on_request", _("Krijgt alleen wat hij of zij vraagt")),
                ("none", _("Krijgt niets")),
            ]
        ),
    )
    may_collect = BooleanField(_("Mag het kind ophalen"))
    household = line_field(_("Huishouden"), 40, required=False)
    has_secret_address = BooleanField(_("Geheim adres"))
    ends_on = day_field(_("Hoort bij dit kind tot"), required=False)
