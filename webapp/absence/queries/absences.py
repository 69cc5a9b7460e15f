"""Reports of absence: a guardian's own, one of them, and those of a day."""

from collections.abc import Iterable
from datetime import date, timedelta

from peewee import JOIN, Expression, ModelSelect

from webapp.absence.models import Absence, AbsenceEvent
from webapp.absence.queries.settings import absence_settings_of
from webapp.absence.rules.reports import (
    Span,
    back_on_days,
    has_begun,
    may_reopen,
    possible_steps,
    proposed_first_day,
    stands_in_the_way,
)
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.models import Child, Unit
from webapp.schools.queries.own_children import own_units_of, places_told_of, units_of
from webapp.schools.queries.school_days import calendar_of
from webapp.schools.rules.school_days import LONGEST_LOOK, next_school_day


def span_of(absence: Absence) -> Span:
    """From when until when a report is."""
    return Span(absence.first_day, absence.last_day, absence.starts_at, absence.ends_at)


def absences_of(person: Person) -> ModelSelect:
    """The reports about this guardian's own children, the latest first; the withdrawn ones too."""
    return (
        Absence.select(Absence, Child, Unit, Person)
        .join(Child)
        .join_from(Absence, Unit)
        .join_from(Absence, Person, JOIN.LEFT_OUTER)
        .where(Absence.child.in_({place.child_id for place in places_told_of(person)}))
        .order_by(Absence.first_day.desc(), Absence.id.desc())
    )


def absence_of(person: Person, absence_id: int) -> Absence:
    """One of them; raises DoesNotExist for any other."""
    return absences_of(person).where(Absence.id == absence_id).get()


def absences_among(person: Person, ids: Iterable[int]) -> list[Absence]:
    """Those of them with these numbers; raises DoesNotExist when there is none."""
    found = list(absences_of(person).where(Absence.id.in_(list(ids))))
    if not found:
        raise Absence.DoesNotExist
    return found


def steps_of(absence: Absence) -> frozenset[str]:
    """What a guardian may do with this report now; nothing with leave, or with what was withdrawn."""
    if absence.withdrawn_at or absence.source == "leave":
        return frozenset()
    span, today = span_of(absence), clock.today()
    ended = absence.is_illness and span.last_day is not None
    reopens = ended and may_reopen(True, next_school_day_at(absence.unit, span.last_day), today)  # type: ignore[arg-type]
    return possible_steps(span, has_begun(span, absence.unit.starts_at, clock.now()), reopens, today)


def current_absences_of(person: Person) -> ModelSelect:
    """Of a guardian's own children what is open, runs today or is still to come, the first to come first."""
    return absences_of(person).where(is_not_over(clock.today())).order_by(Absence.first_day, Absence.id)


def is_not_over(today: date) -> Expression:
    """The condition that a report holds today or later."""
    return Absence.withdrawn_at.is_null() & (Absence.last_day.is_null() | (Absence.last_day >= today))


def holds_on(day: date) -> Expression:
    """The condition that a child is reported not to be there on a day, or on a part of it."""
    return (
        Absence.withdrawn_at.is_null()
        & (Absence.first_day <= day)
        & (Absence.last_day.is_null() | (Absence.last_day >= day))
    )


def absences_on(day: date, child_ids: Iterable[int]) -> dict[int, list[Absence]]:
    """For each of these children its reports that hold on the day, whole days first."""
    found: dict[int, list[Absence]] = {}
    rows = Absence.select().where(holds_on(day), Absence.child.in_(list(child_ids)))
    for absence in rows.order_by(Absence.starts_at, Absence.id):
        found.setdefault(absence.child_id, []).append(absence)
    return found


def overlapping_absence(child: Child, span: Span, but: Absence | None = None) -> Absence | None:
    """The report of the child that stands in the way of another one for this span; leave never does."""
    others = Absence.select().where(Absence.child == child, Absence.withdrawn_at.is_null(), Absence.source != "leave")
    others = others.where(Absence.last_day.is_null() | (Absence.last_day >= span.first_day))
    today = clock.today()
    return next((one for one in others if one != but and stands_in_the_way(span_of(one), span, today)), None)


def next_school_day_at(unit: Unit, after: date) -> date:
    """The first day after this one on which the unit has school."""
    return next_school_day(calendar_of(unit, after, after + timedelta(days=LONGEST_LOOK)), after)


def events_of(absence: Absence) -> ModelSelect:
    """What happened to a report, the first thing first, with who did it."""
    return (
        AbsenceEvent.select(AbsenceEvent, Person)
        .join(Person, JOIN.LEFT_OUTER)
        .where(AbsenceEvent.absence == absence)
        .order_by(AbsenceEvent.id)
    )


def reporting_unit_of(person: Person, child: Child) -> Unit | None:
    """Where this guardian reports the child: the first unit of the child's that takes part, a school before a BSO."""
    return next((unit for unit in own_units_of(person, child) if absence_settings_of(unit).is_on), None)


def units_taking_part(child: Child, day: date) -> list[Unit]:
    """The units to which the child goes on a day and that take part; one report serves them all."""
    return [unit for unit in units_of(child, day) if absence_settings_of(unit).is_on]


def days_to_be_back(absence: Absence) -> list[date]:
    """On which days a child is asked to be back, the likeliest first: today while there is school, and the next day
    with school. Today goes first until school has begun."""
    today, now, unit = clock.today(), clock.now(), absence.unit
    calendar = calendar_of(unit, today, today + timedelta(days=LONGEST_LOOK))
    days = [next_school_day(calendar, max(today, absence.first_day - timedelta(days=1)))]
    if proposed_first_day(calendar, unit.ends_at, now) == today >= absence.first_day:
        days.insert(0 if back_on_days(unit.starts_at, now) == "today" else 1, today)
    return days


def no_school_on(unit: Unit, day: date) -> tuple[str, date] | None:
    """Why the unit has no school on a day (empty for a weekend), and when it has again; None when there is school."""
    calendar = calendar_of(unit, day, day + timedelta(days=LONGEST_LOOK))
    return None if calendar.is_school_day(day) else (calendar.why_closed(day), next_school_day(calendar, day))
