"""Decisions about when something of the calendar takes place."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from webapp.schools.queries.standing import Place

WEEK = timedelta(days=7)
KINDS = ("event", "holiday", "closed", "appointment")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that something takes place, as every screen, the digest and a calendar program show it.

    `kind` is `event`, `holiday` (everybody is off), `closed` (the unit has no school: a study day, or with `part`
    «morning» or «afternoon» only that half) or `appointment` (of these people only). Times are those of the school's
    clock, empty for the whole day. `children` are whom of the reader's own children it concerns.
    """

    kind: str
    id: int  # of the event or appointment; 0 for a holiday
    title: str
    first_day: date
    last_day: date
    starts_at: str = ""
    ends_at: str = ""
    place: str = ""
    text: str = ""
    path: str = ""
    link: str = ""
    part: str = ""
    unit_ids: tuple[int, ...] = ()
    audience: tuple[tuple[int, str, int | None, str | None], ...] = ()
    children: tuple[Place, ...] = ()
    is_cancelled: bool = False
    repeats: bool = False
    changed_at: datetime | None = None
    paper_name: str = ""
    has_sign_up: bool = False

    @property
    def is_all_day(self) -> bool:
        return not self.starts_at

    @property
    def order(self) -> tuple:
        """Whole days first, then by the clock."""
        return (self.first_day, self.starts_at, KINDS.index(self.kind), self.title, self.id)

    def is_on(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


class Days(NamedTuple):
    """The first days of the times of an event: on which it takes place and, where it repeats, on which it would but
    does not: the days that somebody took out (`taken_out`), and those on which it is left out by itself as well."""

    held: list[date]
    skipped: list[date] = []
    taken_out: list[date] = []

    def coming(self, after: date) -> date | None:
        """The next time that it takes place, on this day or later."""
        return next((day for day in self.held if day >= after), None)

    def shown(self, asked: date | None, today: date) -> date | None:
        """The day that a page shows: the one asked for, also when it is off; else the next to come, else the last."""
        if asked in self.held or asked in self.skipped:
            return asked
        return self.coming(today) or (self.held[-1] if self.held else None)


def times_of(
    first_day: date, last_day: date, repeats_until: date | None, skipped: Collection[date], first: date, last: date
) -> Iterator[tuple[date, date]]:
    """The (first, last) days of each time that an event takes place and that falls, even partly, between two days.

    An event that repeats does so each week, on its own day, until and with `repeats_until`; the days it skips are
    named by the first day of that time.
    """
    length = last_day - first_day
    begins = first_day
    if repeats_until and begins + length < first:  # jump to the first week that can matter
        begins += WEEK * max(0, (first - length - begins).days // 7)
    until = min(last, repeats_until or first_day)
    while begins <= until:
        if begins + length >= first and begins not in skipped:
            yield begins, begins + length
        begins += WEEK
