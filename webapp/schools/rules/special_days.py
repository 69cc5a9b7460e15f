"""Decisions about the days that a unit sets itself: its times, its study days and its free halves."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

LONGEST_PERIOD = 60  # days: no unit closes longer by itself
FURTHEST = timedelta(days=2 * 366)


class Period(NamedTuple):
    """Days in a row that have the same name."""

    name: str
    first_day: date
    last_day: date


def are_times_in_order(starts_at: str, noon: str, ends_at: str) -> bool:
    """Whether a school day begins before its noon and ends after it («08:30», «12:00», «14:00»)."""
    return starts_at < noon < ends_at


def why_no_special_day(first: date, last: date, today: date) -> str | None:
    """What is wrong with days that a unit sets itself, or None."""
    if last < first:
        return "ends_before_start"
    if (last - first).days + 1 > LONGEST_PERIOD:
        return "period_too_long"
    if abs(first - today) > FURTHEST:
        return "special_day_too_far"
    return None


def periods_of(named_days: Mapping[date, str], first: date, last: date) -> list[Period]:
    """The holidays between two days as periods, the first one first: days in a row with a name in common are one."""
    days: dict[str, list[date]] = {}
    for day, names in sorted(named_days.items()):
        if first <= day <= last:
            for name in names.split("; "):
                days.setdefault(name, []).append(day)
    found = [Period(name, run[0], run[-1]) for name, all_days in days.items() for run in runs_of(all_days)]
    return sorted(found, key=lambda period: (period.first_day, period.last_day))


def runs_of(days: Iterable[date]) -> list[list[date]]:
    """Days cut into rows without a gap."""
    days = list(days)
    runs = [days[:1]]
    for before, day in pairwise(days):
        if day - before == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
