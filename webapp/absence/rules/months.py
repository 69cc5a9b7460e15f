"""Decisions about what stands in the month of a group, and how much absence adds up to."""

from collections.abc import Iterable
from datetime import date, time

from webapp.absence.rules.presence import LATE, MISSING, SEEN, Mark, Report
from webapp.schools.rules.school_days import MORNING, SchoolCalendar

ILL, ON_LEAVE, OTHER, CAME_LATE, NOBODY_KNOWS, THERE = ("Z", "V", "A", "L", "O", "·")

FIRST_YEAR, LAST_YEAR = 2000, 2100


def code_on(mark: Mark | None, reports: Iterable[Report], day: date) -> str:
    """What stands for a child on a day that is over: a letter for why it was away (small: a part of the day), else
    what its teacher saw; empty where nobody marked anything."""
    was_seen = mark is not None and mark.mark in SEEN
    for report in sorted(reports, key=lambda report: not report.is_whole_day):
        if report.is_whole_day and not (was_seen and mark and mark.at >= report.said_at(day)):
            return letter_of(report)
        if not report.is_whole_day:
            return letter_of(report).lower()
    if mark is None:
        return ""
    return {LATE: CAME_LATE, MISSING: NOBODY_KNOWS}.get(mark.mark, THERE)


def letter_of(report: Report) -> str:
    if report.is_leave:
        return ON_LEAVE
    return ILL if report.is_illness else OTHER


def is_away(code: str) -> bool:
    """Whether a code counts as a day, or a part of one, on which the child was not there."""
    return code.upper() in (ILL, ON_LEAVE, OTHER, NOBODY_KNOWS)


def minutes_of(calendar: SchoolCalendar, day: date, starts_at: str, ends_at: str) -> int:
    """How many minutes of school a day has: from start to noon and from noon to the end, without its free halves."""
    hours = {True: (starts_at, calendar.noon), False: (calendar.noon, ends_at)}
    return sum(minutes_between(*hours[half == MORNING]) for half in calendar.halves_of(day))


def minutes_between(start: str, end: str) -> int:
    first, last = time.fromisoformat(start), time.fromisoformat(end)
    return max(0, (last.hour - first.hour) * 60 + last.minute - first.minute)


def month_of(text: str) -> date | None:
    """The first day of a month written as «2026-11»; None for anything else."""
    year, _, month = text.partition("-")
    return day_of(f"{text}-01") if len(year) == 4 and len(month) == 2 else None


def day_of(text: str) -> date | None:
    """A day written as «2026-11-24»; None for anything else, and for what is a slip."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
