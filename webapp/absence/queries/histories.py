"""The absence of one child, for the office and director of its units and for its own teacher."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from peewee import JOIN, ModelSelect

from webapp.absence.models import Absence, Presence
from webapp.absence.queries.settings import absence_settings_of
from webapp.absence.rules.presence import LATE, MISSING
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.models import Child, Enrolment, Group, Unit
from webapp.schools.queries.children import managed_child_or_none, taught_child_of
from webapp.schools.queries.groups import taught_group_ids_of
from webapp.schools.queries.school_days import year_calendar_of
from webapp.schools.queries.standing import standing_of
from webapp.schools.rules.school_days import SchoolCalendar, halves_between, school_year_of


@dataclass(slots=True)
class HistoryRow:
    """A report, and the half school days that it took so far this school year."""

    absence: Absence
    halves: int


@dataclass(slots=True)
class History:
    """What is known of a child's absence at one unit; totals are of this school year, in half school days."""

    unit: Unit
    rows: list[HistoryRow]
    totals: dict[tuple[str, str], int]  # (key, name) of a reason → halves
    late: list[Presence]
    missing: list[Presence]


def history_child_of(person: Person, child_id: int) -> Child:
    """A child whose absence this person may see; else DoesNotExist."""
    return managed_child_or_none(person, child_id) or taught_child_of(person, child_id)


def history_unit_of(person: Person, child: Child) -> Unit:
    """The unit at which this person works with the child: a school before a BSO, where it goes before where it went."""
    works = Group.unit.in_(standing_of(person).managed_units) | Group.id.in_(taught_group_ids_of(person))
    return (
        Unit.select()
        .join(Group)
        .join(Enrolment)
        .where(Enrolment.child == child, works)
        .order_by(Enrolment.ends_on.is_null().desc(), Unit.kind.desc(), Unit.name)
        .get()
    )


def history_of(child: Child, unit: Unit) -> History:
    """The reports about a child, the latest first, with what they add up to this school year."""
    today = clock.today()
    calendar, (first, _last) = year_calendar_of(unit, today), school_year_of(today)
    places = list(places_at(unit, child)) if absence_settings_of(unit).is_on else []
    rows = [
        HistoryRow(one, halves_so_far(one, calendar, first, today))
        for one in reports_about(child)
        if one.unit_id == unit.id or any(was_there(place, one) for place in places)
    ]
    totals: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.halves and row.absence.withdrawn_at is None:
            reason = (row.absence.reason_key, row.absence.reason_name)
            totals[reason] = totals.get(reason, 0) + row.halves
    away = [row.absence for row in rows]
    marks = list(marks_about(child, unit, first))
    return History(
        unit,
        rows,
        totals,
        [mark for mark in marks if mark.mark == LATE],
        [mark for mark in marks if mark.mark == MISSING and not any(one.holds_on(mark.day) for one in away)],
    )


def places_at(unit: Unit, child: Child) -> ModelSelect:
    """From when until when a child went to the groups of a unit."""
    return Enrolment.select().join(Group).where(Enrolment.child == child, Group.unit == unit)


def was_there(place: Enrolment, absence: Absence) -> bool:
    """Whether a report is about a day on which the child went there: what came before and after is another unit's."""
    begins_in_time = place.ends_on is None or absence.first_day < place.ends_on
    return begins_in_time and (absence.last_day is None or absence.last_day >= place.starts_on)


def reports_about(child: Child) -> ModelSelect:
    """All reports about a child, withdrawn ones too, the latest first, with who made them."""
    return (
        Absence.select(Absence, Person)
        .join(Person, JOIN.LEFT_OUTER)
        .where(Absence.child == child)
        .order_by(Absence.first_day.desc(), Absence.id.desc())
    )


def marks_about(child: Child, unit: Unit, first: date) -> Iterable[Presence]:
    """When a child was late or missing at a unit since a day, the latest first."""
    return (
        Presence.select()
        .where(Presence.child == child, Presence.unit == unit, Presence.day >= first)
        .where(Presence.mark.in_([LATE, MISSING]))
        .order_by(Presence.day.desc())
    )


def halves_so_far(absence: Absence, calendar: SchoolCalendar, first: date, today: date) -> int:
    """How many half school days a report took from a day until today."""
    begins, ends = max(absence.first_day, first), min(absence.last_day or today, today)
    starts_at = absence.starts_at if begins == absence.first_day else ""
    ends_at = absence.ends_at if ends == absence.last_day else ""
    return halves_between(calendar, begins, ends, starts_at, ends_at) if begins <= ends else 0
