"""Decisions about weeks and months, as a calendar on the wall has them: a week begins on Monday."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from webapp.school_calendar.rules.occurrences import Occurrence

AHEAD = timedelta(weeks=8)  # how far the list looks
FURTHEST = 3  # years before and after now that a month may be asked for


class Day(NamedTuple):
    """A day with what is on it."""

    day: date
    occurrences: tuple[Occurrence, ...]


class Week(NamedTuple):
    """A week by its Monday, with the days that have something. `away` is how many weeks from now it is."""

    monday: date
    away: int
    days: tuple[Day, ...]


def monday_of(day: date) -> date:
    """The Monday of the week that a day is in (ISO 8601)."""
    return day - timedelta(days=day.weekday())


def month_asked(text: str, today: date) -> date:
    """The first day of the month that was asked for («2026-12»); of this month for anything else."""
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text) and abs(int(text[:4]) - today.year) <= FURTHEST:
        return date(int(text[:4]), int(text[5:]), 1)
    return today.replace(day=1)


def week_asked(text: str, today: date) -> date:
    """The Monday of the week that was asked for («2026-W49», ISO 8601); for anything else of this week, from Saturday
    on of the coming one: the school week is over."""
    if re.fullmatch(r"\d{4}-W\d{2}", text) and abs(int(text[:4]) - today.year) <= FURTHEST:
        try:
            return date.fromisocalendar(int(text[:4]), int(text[6:]), 1)
        except ValueError:
            pass
    return monday_of(today + timedelta(days=2))


def week_key(monday: date) -> str:
    """How an address names a week: «2026-W49»."""
    year, week, _weekday = monday.isocalendar()
    return f"{year}-W{week:02d}"


def next_month(first: date, step: int = 1) -> date:
    """The first day of the month so many months on."""
    months = first.year * 12 + first.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)


def grid_of(first: date) -> list[list[date]]:
    """The weeks of a month, whole: with the days of the months before and after that fill them."""
    start, end = monday_of(first), next_month(first)
    weeks = ((end - start).days + 6) // 7
    return [[start + timedelta(days=7 * week + day) for day in range(7)] for week in range(weeks)]


def weeks_of(occurrences: Iterable[Occurrence], first: date, today: date) -> list[Week]:
    """What stands in a calendar from a day on, by week and by day; what began earlier stands on the first day."""
    by_day: dict[date, list[Occurrence]] = {}
    for one in occurrences:
        by_day.setdefault(max(one.first_day, first), []).append(one)
    by_week: dict[date, list[Day]] = {}
    for day in sorted(by_day):
        by_week.setdefault(monday_of(day), []).append(Day(day, tuple(by_day[day])))
    now = monday_of(today)
    return [Week(monday, (monday - now).days // 7, tuple(days)) for monday, days in by_week.items()]


def month_days(occurrences: Iterable[Occurrence], first: date) -> list[list[Day]]:
    """The weeks of a month with what is on each day, on every day that it lasts."""
    occurrences = list(occurrences)
    return [[day_of(day, occurrences) for day in week] for week in grid_of(first)]


def week_days(occurrences: Iterable[Occurrence], monday: date) -> list[Day]:
    """The seven days of a week, also those with nothing on them; what lasts some days stands on each."""
    occurrences = list(occurrences)
    return [day_of(monday + timedelta(days=number), occurrences) for number in range(7)]


def day_of(day: date, occurrences: Iterable[Occurrence]) -> Day:
    return Day(day, tuple(one for one in occurrences if one.is_on(day)))
