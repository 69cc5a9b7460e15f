"""What a parent wishes for a draw."""

from collections.abc import Iterable

from wtforms import BooleanField, SelectField

from webapp.conferences.rules.choices import Choice
from webapp.conferences.rules.slots import clock_of
from webapp.core.forms import Form, choices_of
from webapp.core.i18n import day
from webapp.core.i18n import later as _

GONE = _("Deze tijd is er niet meer. Kies een andere tijd.")


def wish_field(label: object) -> SelectField:
    return SelectField(label, default="", invalid_choice_message=GONE)


class WishesForm(Form):
    """Five wishes in order, each one of the times or none."""

    first = wish_field(_("Eerste wens"))
    second = wish_field(_("Tweede wens"))
    third = wish_field(_("Derde wens"))
    fourth = wish_field(_("Vierde wens"))
    fifth = wish_field(_("Vijfde wens"))
    works_shifts = BooleanField(_("Ik werk in ploegendienst"))

    def offer(self, choices: Iterable[Choice]) -> None:
        """What can be chosen: nothing, or one of these times."""
        told = [(str(one.slot_id), f"{day(one.talking.day)}, {clock_of(one.talking.starts)}") for one in choices]
        for field in self.wish_fields:
            field.choices = choices_of([("", _("Geen wens")), *told])

    @property
    def wish_fields(self) -> list[SelectField]:
        return [self.first, self.second, self.third, self.fourth, self.fifth]

    @property
    def wished(self) -> list[int]:
        """The slots that were chosen, in order; a wish left open in between is no wish."""
        return [int(field.data) for field in self.wish_fields if field.data]

    def fill(self, slots: Iterable[int], works_shifts: bool) -> None:
        """Show what was told before."""
        for field, slot in zip(self.wish_fields, slots, strict=False):
            field.data = str(slot)
        self.works_shifts.data = works_shifts
