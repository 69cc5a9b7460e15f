"""Decisions about school days: when one unit has school, and how many half days there are between two days.

Half days are counted, for a study afternoon or a free Wednesday afternoon is no whole day: two halves are a school day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

MORNING, AFTERNOON = HALVES = ("morning", "afternoon")
WEEKEND = (6, 7)
LONGEST_LOOK = 400  # days: no holiday is longer


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """When a unit has school. `closed` and `half_closed` name why not; `opened` are days with school after all;
    `free_halves` are the halves of each week without school, as (ISO week day, half)."""

    free_halves: frozenset[tuple[int, str]] = frozenset()
    closed: Mapping[date, str] = field(default_factory=dict)
    half_closed: Mapping[tuple[date, str], str] = field(default_factory=dict)
    opened: frozenset[date] = frozenset()
    noon: str = "12:00"

    def halves_of(self, day: date) -> tuple[str, ...]:
        """The halves of a day that have school."""
        if day.isoweekday() in WEEKEND or (day in self.closed and day not in self.opened):
            return ()
        return tuple(
            half
            for half in HALVES
            if (day.isoweekday(), half) not in self.free_halves and (day, half) not in self.half_closed
        )

    def is_school_day(self, day: date) -> bool:
        """Whether there is school on this day, or on a half of it."""
        return bool(self.halves_of(day))

    def why_closed(self, day: date) -> str:
        """The name of the holiday or study day, empty for a weekend and for a day with school."""
        return "" if self.is_school_day(day) else self.closed.get(day, "")


def days_between(first: date, last: date) -> Iterator[date]:
    """Each day of the calendar from the first to the last, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def halves_between(calendar: SchoolCalendar, first: date, last: date, starts_at: str = "", ends_at: str = "") -> int:
    """How many half school days there are from the first to the last day, both included.

    `starts_at` and `ends_at` («10:15») narrow the first and the last day to the halves that they touch.
    """
    return sum(
        half in touched(day == first and starts_at, day == last and ends_at, calendar.noon)
        for day in days_between(first, last)
        for half in calendar.halves_of(day)
    )


def touched(starts_at: str | bool, ends_at: str | bool, noon: str) -> tuple[str, ...]:
    """Which halves of a day an absence takes that begins and ends at these times, if it does on this day."""
    after = [AFTERNOON] if starts_at and str(starts_at) >= noon else list(HALVES)
    return tuple(half for half in after if half == MORNING or not ends_at or str(ends_at) > noon)


def school_year_of(day: date) -> tuple[date, date]:
    """The first and last day of the school year that a day is in: 1 August to 31 July (WPO art. 1)."""
    year = day.year if day.month >= 8 else day.year - 1
    return date(year, 8, 1), date(year + 1, 7, 31)


def next_school_day(calendar: SchoolCalendar, after: date) -> date:
    """The first day with school after this one; the next day where the calendar knows of none."""
    for day in days_between(after + timedelta(days=1), after + timedelta(days=LONGEST_LOOK)):
        if calendar.is_school_day(day):
            return day
    return after + timedelta(days=1)


def school_days_in_a_row(calendar: SchoolCalendar, first: date, last: date) -> int:
    """How many days with school there are from the first to the last; a day with half a day of school is one."""
    return sum(calendar.is_school_day(day) for day in days_between(first, last))
