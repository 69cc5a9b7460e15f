"""When an event of another program's file is, by the school's clock; what its calendar can say and ours cannot."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from icalendar import Component
from icalendar.prop import vDDDLists, vDDDTypes, vRecur

from webapp.core.clock import SCHOOL_ZONE

WEEK = timedelta(weeks=1)
MOST_TIMES = 54  # a weekly event lasts a year at most
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKLY = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"}
MIDNIGHT = time()


class Unusable(ValueError):
    """Why an event cannot be taken; its text is a code."""


class Times(NamedTuple):
    """When an event is, as the school's calendar keeps it."""

    first_day: date
    last_day: date
    starts_at: str
    ends_at: str
    repeats_until: date | None
    skipped: tuple[date, ...]


def times_in(part: Component, changed: list[date]) -> Times:
    """When an event is; `changed` are days of a weekly one that stand elsewhere in the file, or were cancelled.

    Raises Unusable: `no_start`, `bad_times`, `unknown_zone`, `repeats_otherwise`, `repeats_forever`, `clock_shifts`.
    """
    starts = moment_of(part, "DTSTART")
    if starts is None:
        raise Unusable("no_start")
    first, begins = by_school_clock(starts)
    last, ends = end_of(part, starts, first)
    repeats_until, skipped = None, set[date]()
    if any(name in part for name in ("RDATE", "EXRULE")):
        raise Unusable("repeats_otherwise")
    if "RRULE" in part and "RECURRENCE-ID" not in part:
        days = days_of_rule(part, starts)
        repeats_until = days[-1] if len(days) > 1 else None
        skipped = {*excluded(part), *changed} & set(days) if repeats_until else set()
    return Times(first, last, begins, ends, repeats_until, tuple(sorted(skipped)))


def moment_of(part: Component, name: str) -> date | datetime | None:
    """A day or a moment that an event names; None where it names none."""
    value: Any = part.get(name)
    if value is None:
        return None
    if not isinstance(value, vDDDTypes) or not isinstance(value.dt, date):
        raise Unusable("bad_times")
    if isinstance(value.dt, datetime) and value.dt.tzinfo is None and "TZID" in value.params:
        raise Unusable("unknown_zone")
    return value.dt


def by_school_clock(moment: date | datetime) -> tuple[date, str]:
    """A moment as day and time at school; a time without a zone is the clock on the wall, here as anywhere."""
    if not isinstance(moment, datetime):
        return moment, ""
    try:
        there = moment if moment.tzinfo is None else moment.astimezone(SCHOOL_ZONE)
    except (OverflowError, ValueError):
        raise Unusable("bad_times") from None
    return there.date(), f"{there:%H:%M}"


def begin_of(part: Component) -> tuple[date | None, str]:
    """When an event that cannot be taken begins, as far as it says so."""
    try:
        starts = moment_of(part, "DTSTART")
        return by_school_clock(starts) if starts else (None, "")
    except Unusable:
        return None, ""


def end_of(part: Component, starts: date | datetime, first: date) -> tuple[date, str]:
    """The last day and the time it ends. The end itself is no part of it: who ends at midnight ends the day before."""
    ends = moment_of(part, "DTEND")
    try:
        if ends is None and "DURATION" in part:
            ends = starts + part.decoded("DURATION")
    except (OverflowError, ValueError, TypeError):
        raise Unusable("bad_times") from None
    if ends is None or ends == starts:
        return first, ""
    if isinstance(ends, datetime) != isinstance(starts, datetime):
        raise Unusable("bad_times")
    day, clock = by_school_clock(ends)
    if not isinstance(ends, datetime) or clock == f"{MIDNIGHT:%H:%M}":
        return (day - timedelta(days=1), "") if day > date.min else (day, "")
    return day, clock


def days_of_rule(part: Component, starts: date | datetime) -> list[date]:
    """On which days a weekly event begins. Only each week on one day, until an end, at one time of the school's clock:
    that is what the school's calendar knows."""
    rule: Any = part["RRULE"]
    if not isinstance(rule, vRecur) or not is_weekly(rule, starts):
        raise Unusable("repeats_otherwise")
    count, until = first_of(rule, "COUNT"), first_of(rule, "UNTIL")
    if count is None and until is None:
        raise Unusable("repeats_forever")
    days: list[date] = []
    first_clock = by_school_clock(starts)[1]
    for number in range(MOST_TIMES if count is None else min(count, MOST_TIMES)):
        one = after(starts, number)
        if until is not None and is_after(one, until):
            break
        day, clock = by_school_clock(one)
        if clock != first_clock or (days and day - days[-1] != WEEK):
            raise Unusable("clock_shifts")
        days.append(day)
    return days or [by_school_clock(starts)[0]]


def after(starts: date | datetime, weeks: int) -> date | datetime:
    try:
        return starts + weeks * WEEK
    except OverflowError:
        raise Unusable("bad_times") from None


def is_weekly(rule: Any, starts: date | datetime) -> bool:
    """Whether a rule says: each week, on the day on which it begins."""
    named = {name.upper() for name in rule}
    weekday = DAYS[starts.weekday()]
    return (
        named <= WEEKLY
        and str(first_of(rule, "FREQ")).upper() == "WEEKLY"
        and first_of(rule, "INTERVAL") in (None, 1)
        and [str(day).upper() for day in rule.get("BYDAY", [weekday])] == [weekday]
    )


def first_of(rule: Any, name: str) -> Any:
    values = rule.get(name)
    return values[0] if isinstance(values, list) and values else values or None


def is_after(one: date | datetime, until: Any) -> bool:
    """Whether a time comes after the last moment that a rule allows; of a day, the whole day is allowed."""
    if isinstance(one, datetime) and isinstance(until, datetime):
        aware = [moment if moment.tzinfo else moment.replace(tzinfo=SCHOOL_ZONE) for moment in (one, until)]
        return aware[0] > aware[1]
    if not isinstance(until, date):
        raise Unusable("repeats_otherwise")
    return by_school_clock(one)[0] > by_school_clock(until)[0]


def excluded(part: Component) -> set[date]:
    """The days that a weekly event skips."""
    value: Any = part.get("EXDATE", [])
    rows = [row for row in (value if isinstance(value, list) else [value]) if isinstance(row, vDDDLists)]
    return {by_school_clock(one.dt)[0] for row in rows for one in row.dts if isinstance(one.dt, date)}


def moved_day(part: Component) -> date | None:
    """The day of a weekly event that this part of a file puts elsewhere, or cancels."""
    try:
        moment = moment_of(part, "RECURRENCE-ID")
    except Unusable:
        return None
    return by_school_clock(moment)[0] if moment else None
