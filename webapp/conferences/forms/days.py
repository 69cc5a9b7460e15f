"""The days of a round as they are typed: each with one or two stretches of time."""

from typing import Any

from wtforms import FieldList, FormField

from webapp.conferences.rules.outlines import Stretch
from webapp.conferences.rules.slots import minutes_of
from webapp.core.forms import Form, day_field, time_field
from webapp.core.i18n import _
from webapp.core.i18n import day as day_said
from webapp.core.i18n import later as _l

DAYS = 6


class DayForm(Form):
    """A day with its times; an empty one is no day. A day without both times is named, never left out in silence."""

    day = day_field(_l("Dag"), required=False)
    starts = time_field(_l("Van"))
    ends = time_field(_l("Tot"))
    starts_again = time_field(_l("En van"))
    ends_again = time_field(_l("Tot"))

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        return self.is_whole() and is_valid

    def is_whole(self) -> bool:
        """Whether day and times belong together; says with the field what is missing."""
        typed = [field.data for field in (self.starts, self.ends, self.starts_again, self.ends_again)]
        if any(typed) and not self.day.data and not self.day.errors:
            return wrong(self.day, _("Kies de dag bij deze tijden, of maak de tijden leeg."))
        if not self.day.data:
            return True
        if not (typed[0] and typed[1]):
            return wrong(self.ends, _("Vul in van hoe laat tot hoe laat op %(day)s.", day=self.day_said))
        if bool(typed[2]) != bool(typed[3]):
            return wrong(self.ends_again, _("Vul bij %(day)s ook de andere tijd in.", day=self.day_said))
        return True

    @property
    def day_said(self) -> str:
        return day_said(self.day.data) if self.day.data else ""

    @property
    def stretches(self) -> list[Stretch]:
        """The stretches of time of a day that is valid."""
        pairs = [(self.starts.data, self.ends.data), (self.starts_again.data, self.ends_again.data)]
        return [Stretch(self.day.data, minutes_of(starts), minutes_of(ends)) for starts, ends in pairs if starts]


def wrong(field: Any, sentence: str) -> bool:
    field.errors = [*field.errors, sentence]
    return False


class DaysForm(Form):
    """The part of a form that says on which days."""

    days = FieldList(FormField(DayForm), min_entries=DAYS, max_entries=DAYS)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        rows = [row.form for row in self.days if row.form.day.data]
        return tuple(sorted(stretch for row in rows for stretch in row.stretches))
