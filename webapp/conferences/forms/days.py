"""The days of a round as they are typed: each with one or two stretches of time."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import FieldList, FormField, HiddenField

from webapp.conferences.phrases.rounds import REFUSALS, no_school_said
from webapp.conferences.rules.outlines import Lengths, Stretch, slips_in_times
from webapp.conferences.rules.slots import minutes_of
from webapp.core.forms import Form, day_field, time_field
from webapp.core.i18n import _
from webapp.core.i18n import day as day_said
from webapp.core.i18n import later as _l

DAYS = 6
AT_TIME = {"ends_before_start", "stretches_overlap", "no_talk_fits"}


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

    def fields_of(self, stretch: Stretch) -> tuple[Any, Any] | None:
        """The fields in which this stretch was typed, its day and its end; None where it was not typed here."""
        ends = (self.ends, self.ends_again)
        return next(
            ((self.day, field) for one, field in zip(self.stretches, ends, strict=False) if one == stretch), None
        )


def wrong(field: Any, sentence: str) -> bool:
    field.errors = [*field.errors, sentence]
    return False


def marked(days: Iterable[date]) -> str:
    """Days in one value of a box to tick."""
    return " ".join(f"{day}" for day in sorted(days))


class DaysForm(Form):
    """The part of a form that says on which days."""

    days = FieldList(FormField(DayForm), min_entries=DAYS, max_entries=DAYS)
    closed_days = HiddenField()  # those without school that were ticked as meant

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        return tuple(sorted(stretch for row in self.whole_rows for stretch in row.stretches))

    @property
    def typed_days(self) -> list[date]:
        """Every day that was typed, whatever is wrong with its times."""
        return [row.form.day.data for row in self.days if row.form.day.data]

    @property
    def whole_rows(self) -> list[DayForm]:
        """The days that were typed as they should, also while another field is wrong."""
        return [row.form for row in self.days if row.form.day.data and not row.form.errors]

    def refuse_stretches(self, lengths: Lengths | None, today: date) -> bool:
        """Whether talks can be held at these times; each slip is told at the day or the time that it is about."""
        rows, is_begun = self.whole_rows, any(row.form.errors for row in self.days)
        slips = slips_in_times(self.stretches, lengths, today) if rows or not is_begun else []
        for code, stretch in slips:
            day, ends = self.fields_of(stretch, rows)
            field = ends if code in AT_TIME else day
            if REFUSALS[code] not in field.errors:
                self.refuse_at(field, REFUSALS[code])
        return not slips

    def refuse_at(self, field: Any, sentence: str) -> None:
        """Say what is wrong with a field of a day; the list of days, which was validated before, then is wrong too."""
        wrong(field, sentence)
        self.days.errors = [row.errors for row in self.days]

    def refuse_closed_days(self, closed: Iterable[tuple[date, str]]) -> bool:
        """Whether there is school on every day, or the school said that it means these days; each is told at its day.
        A tick holds for the days that it was set for, and for no other."""
        why_closed = dict(closed)
        if self.closed_days.data == marked(why_closed):
            return True
        for day in (row.form.day for row in self.days):
            if day.data in why_closed:
                self.refuse_at(day, no_school_said(day.data, why_closed[day.data]))
        return not why_closed

    def fields_of(self, stretch: Stretch | None, rows: Iterable[DayForm]) -> tuple[Any, Any]:
        """The day and the end of a stretch as they were typed, where two were alike the later ones; the first row where
        a slip is about no stretch."""
        found = [fields for row in rows if stretch and (fields := row.fields_of(stretch))]
        return found[-1] if found else (self.days[0].form.day, self.days[0].form.ends)
