"""What stands in the calendars of many families at once: what they share is asked once, however many read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TypeVar

from peewee import Expression

from webapp.core import clock
from webapp.core.db import Table, among
from webapp.school_calendar.models import Appointment, Attendee, EventAudience
from webapp.school_calendar.queries.agenda import WIDE, appointment_shown, days_off, events_between
from webapp.school_calendar.rules.occurrences import Occurrence
from webapp.schools.models import SpecialDay, Unit
from webapp.schools.queries.school_days import special_days_of
from webapp.schools.queries.standing import Place
from webapp.schools.rules.audiences import Part

T = TypeVar("T")
Concerning = list[tuple[T, list[Place]]]


@dataclass(slots=True)
class SharedAgenda:
    """What parts of schools have in their calendar between two days, with what each unit is off kept once made."""

    first: date
    last: date
    events: dict[Part, list[Occurrence]]
    units: dict[int, Unit]
    own_days: dict[int, list[SpecialDay]]
    days_off: dict[frozenset[int], list[Occurrence]] = field(default_factory=dict)


def parts_of(places: Iterable[Place]) -> set[Part]:
    """What is for whom concerns these children: their groups, and their whole units."""
    return {part for place in places for part in (Part(place.unit_id, place.group_id), Part(place.unit_id))}


def is_for(table: type[Table], parts: Iterable[Part]) -> Expression:
    """The condition on an audience (`unit`, `group`) that it names one of these parts."""
    parts = list(parts)
    groups = among(table.group, {part.group_id for part in parts if part.group_id})
    units = among(table.unit, {part.unit_id for part in parts if not part.group_id}) & table.group.is_null()
    return groups | units


def shared_agenda(parts: Iterable[Part], first: date, last: date) -> SharedAgenda:
    """What these parts of schools have in their calendar between two days, both included."""
    parts = set(parts)
    unit_ids = {part.unit_id for part in parts}
    units = Unit.select().where(among(Unit.id, unit_ids)).order_by(Unit.kind.desc(), Unit.name)
    events: dict[Part, list[Occurrence]] = {}
    for occurrence in events_between(is_for(EventAudience, parts), (), first, last):
        for unit_id, _unit, group_id, _group in occurrence.audience:
            events.setdefault(Part(unit_id, group_id), []).append(occurrence)
    own_days = special_days_of(unit_ids, first - WIDE, last + WIDE)
    return SharedAgenda(first, last, events, {unit.id: unit for unit in units}, own_days)


def read_in(agenda: SharedAgenda, places: Sequence[Place]) -> Concerning[Occurrence]:
    """What a family with children in these places reads of it, each once with the children whom it concerns: the events
    of their groups and units, holidays and study days."""
    ids = frozenset(place.unit_id for place in places)
    if ids not in agenda.days_off:
        units = [unit for unit in agenda.units.values() if unit.id in ids]
        agenda.days_off[ids] = list(days_off(units, (), agenda.first, agenda.last, agenda.own_days))
    off = [
        (one, list({place.child_id: place for place in places if place.unit_id in one.unit_ids}.values()))
        for one in agenda.days_off[ids]
    ]
    return [*concerning(agenda.events, places), *off]


def concerning(told: Mapping[Part, Sequence[T]], places: Iterable[Place]) -> Concerning[T]:
    """What was told to these children's groups and units, each once, with the children whom it concerns."""
    found: dict[int, tuple[T, dict[int, Place]]] = {}
    for place in places:
        for part in (Part(place.unit_id, place.group_id), Part(place.unit_id)):
            for thing in told.get(part, ()):
                found.setdefault(id(thing), (thing, {}))[1].setdefault(place.child_id, place)
    return [(thing, list(children.values())) for thing, children in found.values()]


def appointments_of(
    places: Mapping[int, Sequence[Place]], first: date, last: date
) -> dict[int, Concerning[Occurrence]]:
    """What stands between two days in the calendar of each of these people only, of their own children (`places`)."""
    rows = (
        Attendee.select(Attendee.person_id, Appointment, Unit)
        .join(Appointment)
        .join(Unit)
        .where(among(Attendee.person, places), Appointment.cancelled_at.is_null())
        .where(Appointment.starts_at < clock.at(last + timedelta(days=1), time()))
        .where(Appointment.ends_at >= clock.at(first, time()))
        .order_by(Appointment.starts_at, Appointment.id)
    )
    found: dict[int, Concerning[Occurrence]] = {}
    for row in rows:
        about = (row.appointment.child_id, row.appointment.unit_id)
        children = {p.child_id: p for p in places[row.person_id] if (p.child_id, p.unit_id) == about}
        found.setdefault(row.person_id, []).append((appointment_shown(row.appointment, ()), list(children.values())))
    return found
