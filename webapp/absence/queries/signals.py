"""Absence that lasts or recurs, and absence nobody explained: for the office and director of a unit, nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.absence.models import Absence, AbsenceSettings, Presence
from webapp.absence.queries.absences import holds_on
from webapp.absence.queries.settings import absence_settings_of
from webapp.absence.queries.today import absences_between, places_on
from webapp.absence.rules.months import minutes_of
from webapp.absence.rules.presence import MISSING
from webapp.core import clock
from webapp.schools.models import Child, Group, Unit
from webapp.schools.queries.school_days import calendar_of
from webapp.schools.rules.school_days import SchoolCalendar, school_days_in_a_row

WEEKS_OF_LAW = 4
HOURS_OF_LAW = 16  # Leerplichtwet 1969, art. 21a: more than these in four weeks


@dataclass(slots=True)
class Signal:
    """A child with what is remarkable about its absence: so many days, times or minutes."""

    child: Child
    groups: str
    number: int
    since: date


@dataclass(slots=True)
class Signals:
    """What a unit may want to talk about with parents."""

    long: list[Signal]
    often: list[Signal]
    unexplained: list[Signal]  # in minutes
    settings: AbsenceSettings


def signals_of(unit: Unit) -> Signals:
    """Who is ill for long, who is away often, and for how long somebody was missing without any report."""
    today, chosen = clock.today(), absence_settings_of(unit)
    children, groups = children_with_groups(unit, today)
    own = [one for one in recent_absences(children, today, chosen) if chosen.is_on or one.unit_id == unit.id]
    calendar = calendar_of(unit, min([one.first_day for one in own], default=today), today)

    def signal(child_id: int, number: int, since: date) -> Signal:
        return Signal(children[child_id], ", ".join(groups[child_id]), number, since)

    long = [signal(*one) for one in lasting(own, calendar, today) if one[1] >= chosen.long_days]
    often = [signal(*one) for one in recurring(own, today, chosen) if one[1] >= chosen.often_times]
    unexplained = [signal(*one) for one in minutes_unexplained(unit, children, today)]
    for found in (long, often, unexplained):
        found.sort(key=lambda one: -one.number)
    return Signals(long, often, unexplained, chosen)


def children_with_groups(unit: Unit, day: date) -> tuple[dict[int, Child], dict[int, list[str]]]:
    """The children of a unit, and the names of the groups of each."""
    children: dict[int, Child] = {}
    groups: dict[int, list[str]] = {}
    for place in places_on(day).where(Group.unit == unit):
        children[place.child_id] = place.child
        groups.setdefault(place.child_id, []).append(place.group.name)
    return children, groups


def recent_absences(child_ids: Iterable[int], today: date, chosen: AbsenceSettings) -> list[Absence]:
    """The reports that hold today or began in the weeks that count; leave was given, and is left out."""
    since = today - timedelta(weeks=chosen.often_weeks)
    began_lately = Absence.withdrawn_at.is_null() & Absence.first_day.between(since, today)
    return list(
        Absence.select()
        .where(Absence.child.in_(list(child_ids)), Absence.source != "leave", began_lately | holds_on(today))
        .order_by(Absence.id)
    )


def lasting(absences: Iterable[Absence], calendar: SchoolCalendar, today: date) -> list[tuple[int, int, date]]:
    """The illnesses that hold today: child, how many school days so far, since when."""
    return [
        (one.child_id, school_days_in_a_row(calendar, one.first_day, today), one.first_day)
        for one in absences
        if one.is_illness and one.holds_on(today)
    ]


def recurring(absences: Iterable[Absence], today: date, chosen: AbsenceSettings) -> list[tuple[int, int, date]]:
    """How often each child was reported in the weeks that count: child, times, since when."""
    since = today - timedelta(weeks=chosen.often_weeks)
    by_child: dict[int, list[date]] = {}
    for one in absences:
        if one.first_day >= since:
            by_child.setdefault(one.child_id, []).append(one.first_day)
    return [(child_id, len(days), min(days)) for child_id, days in by_child.items()]


def minutes_unexplained(unit: Unit, children: dict[int, Child], today: date) -> list[tuple[int, int, date]]:
    """For how many minutes of school each child was missing in four weeks without any report: child, minutes, since."""
    first = today - timedelta(weeks=WEEKS_OF_LAW) + timedelta(days=1)
    yesterday = today - timedelta(days=1)  # a day counts when it is over
    marks = list(
        Presence.select()
        .where(Presence.unit == unit, Presence.mark == MISSING, Presence.day.between(first, yesterday))
        .where(Presence.child.in_(list(children)))
        .order_by(Presence.day)
    )
    calendar = calendar_of(unit, first, today)
    reported = absences_between(children, first, today)
    minutes: dict[int, list[tuple[int, date]]] = {}
    for mark in marks:
        if not any(one.holds_on(mark.day) for one in reported.get(mark.child_id, [])):
            lost = minutes_of(calendar, mark.day, unit.starts_at, unit.ends_at)
            minutes.setdefault(mark.child_id, []).append((lost, mark.day))
    return [(child_id, sum(lost for lost, _day in found), found[0][1]) for child_id, found in minutes.items()]
