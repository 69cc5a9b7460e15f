"""Decisions about how much: ten days a school year, the first weeks after the summer, some hours of a five-year-old."""

from collections.abc import Mapping
from datetime import date, timedelta

from webapp.schools.rules.holidays import SUMMER
from webapp.schools.rules.school_days import (
    MORNING,
    SchoolCalendar,
    days_between,
    next_school_day,
    school_year_of,
)

TEN_DAYS = 20  # half school days
ONE_DAY = 2
FIRST_WEEKS = timedelta(weeks=2)
BY_NOTICE, WITH_PERMISSION = 300, 600  # minutes a week (article 11a)


def is_within_ten_days(halves: int) -> bool:
    """Whether the head may decide it, or a holiday be as long: up to and with ten school days."""
    return halves <= TEN_DAYS


def first_weeks_of(calendar: SchoolCalendar, day: date) -> tuple[date, date] | None:
    """The first two weeks after the summer holiday in the school year of a day: their first and last day.

    None where the calendar knows of no summer holiday.
    """
    first, _last = school_year_of(day)
    summer = [d for d in days_between(first, first + timedelta(days=61)) if SUMMER in calendar.closed.get(d, "")]
    if not summer:
        return None
    begins = next_school_day(calendar, summer[-1])
    return begins, begins + FIRST_WEEKS - timedelta(days=1)


def first_weeks_taken(calendar: SchoolCalendar, first_day: date, last_day: date) -> tuple[date, date] | None:
    """The first two weeks of a school year that these days fall in, or None."""
    for day in (first_day, last_day):
        weeks = first_weeks_of(calendar, day)
        if weeks and first_day <= weeks[1] and last_day >= weeks[0]:
            return weeks
    return None


def minutes_by_week(
    calendar: SchoolCalendar, span: tuple[date, date, str, str], school_times: tuple[str, str]
) -> dict[date, int]:
    """Monday → how many minutes of school a child misses in that week. `span` is first and last day, and the times at
    which the first begins and the last ends; `school_times` is when school begins and ends."""
    first_day, last_day, starts_at, ends_at = span
    found: dict[date, int] = {}
    for day in days_between(first_day, last_day):
        begins, ends = starts_at if day == first_day else "", ends_at if day == last_day else ""
        monday = day - timedelta(days=day.weekday())
        found[monday] = found.get(monday, 0) + minutes_on(calendar, day, (begins, ends), school_times)
    return {monday: minutes for monday, minutes in found.items() if minutes}


def minutes_on(calendar: SchoolCalendar, day: date, away: tuple[str, str], school_times: tuple[str, str]) -> int:
    """How many minutes of school there are on a day between two times; empty for the whole day."""
    total = 0
    for half in calendar.halves_of(day):
        begins, ends = (school_times[0], calendar.noon) if half == MORNING else (calendar.noon, school_times[1])
        late, early = max(begins, away[0] or begins), min(ends, away[1] or ends)
        total += max(0, as_minutes(early) - as_minutes(late))
    return total


def as_minutes(clock_time: str) -> int:
    hours, _, minutes = clock_time.partition(":")
    return int(hours) * 60 + int(minutes)


def most_minutes(used: Mapping[date, int], more: Mapping[date, int]) -> int:
    """The fullest week when these are added up: hours are not saved up, so each week stands by itself."""
    return max((used.get(monday, 0) + minutes for monday, minutes in more.items()), default=0)
