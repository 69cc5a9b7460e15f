"""What stands in somebody's calendar between two days: the one place that answers, for every screen and program."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from functools import reduce
from operator import or_

from peewee import JOIN, Expression, fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import among
from webapp.school_calendar.models import Appointment, Attendee, Event, EventAudience, SignUpTask, SkippedDay
from webapp.school_calendar.rules.occurrences import Occurrence, times_of
from webapp.schools.models import Group, SpecialDay, Unit
from webapp.schools.queries.own_children import places_told_of
from webapp.schools.queries.school_days import calendar_of, holidays_between, special_days_of
from webapp.schools.queries.standing import Place, standing_of
from webapp.schools.rules.audiences import Part
from webapp.schools.rules.school_days import days_between
from webapp.schools.rules.special_days import Period, periods_of

WIDE = timedelta(days=60)  # no holiday is longer
Named = tuple[int, str, int | None, str | None]


def agenda_of(person: Person, first: date, last: date, child_id: int | None = None) -> list[Occurrence]:
    """What this person's calendar holds between two days, both included, in order: events of the own children's units
    and groups (of staff: of where they work), holidays, study days, own appointments. What was cancelled is not there.

    With `child_id`, only what concerns that child; for any other child than an own one nothing.
    """
    places = [place for place in places_told_of(person) if child_id in (None, place.child_id)]
    units = units_read_by(person, places, child_id)
    found = [
        *events_between(condition_of(person, places, child_id), places, first, last),
        *days_off(units, places, first, last),
        *appointments_between(person, places, first, last, child_id),
    ]
    return sorted(found, key=lambda one: one.order)


def units_read_by(person: Person, places: Iterable[Place], child_id: int | None) -> list[Unit]:
    """The units whose calendar this person reads, schools first."""
    ids = {place.unit_id for place in places}
    if child_id is None:
        ids |= {function.unit_id for function in standing_of(person).functions if function.unit_id}
    return list(Unit.select().where(Unit.id.in_(ids)).order_by(Unit.kind.desc(), Unit.name)) if ids else []


def condition_of(person: Person, places: Collection[Place], child_id: int | None) -> Expression | None:
    """The condition on `EventAudience` for what this person reads; None for who reads nothing.

    A guardian reads what is for the own children's groups and units, a teacher what is for the own groups and for the
    whole unit, the office all of its unit.
    """
    standing = standing_of(person)
    groups = {place.group_id for place in places}
    units = {place.unit_id for place in places}
    managed: Collection[int] = ()
    if child_id is None:
        groups |= {group_id for group_id, _unit in standing.taught_groups}
        units |= {function.unit_id for function in standing.functions if function.unit_id}
        managed = standing.managed_units
    parts: list[Expression] = []
    if groups:
        parts.append(among(EventAudience.group, groups))
    if units:
        parts.append(among(EventAudience.unit, units) & EventAudience.group.is_null())
    if managed:
        parts.append(among(EventAudience.unit, managed))
    return reduce(or_, parts) if parts else None


def events_between(
    is_read: Expression | None, places: Collection[Place], first: date, last: date, is_cancelled: bool = False
) -> Iterator[Occurrence]:
    """Each time that an event of these audiences takes place between two days; with `is_cancelled`, those that were
    called off instead."""
    if is_read is None:
        return
    events = events_read(is_read, first, last, is_cancelled)
    audiences = audiences_of(event.id for event in events)
    skipped = skipped_days_of(events, audiences)
    for event in events:
        children = tuple(children_in(places, (Part(unit, group) for unit, _u, group, _g in audiences[event.id])))
        occasions = times_of(
            event.first_day, event.last_day, event.repeats_until, skipped.get(event.id, ()), first, last
        )
        for begins, ends in occasions:
            yield occurrence_of(event, begins, ends, audiences[event.id], children, event.has_tasks)


def events_read(is_read: Expression, first: date, last: date, is_cancelled: bool) -> list[Event]:
    """The events of these audiences that may take place between two days; `has_tasks` says whether parents can sign up
    for one."""
    ids = EventAudience.select(EventAudience.event).where(is_read)
    has_tasks = fn.EXISTS(SignUpTask.select(SignUpTask.id).where(SignUpTask.event == Event.id))
    return list(
        Event.select(Event, has_tasks.alias("has_tasks"))
        .where(Event.id.in_(ids), Event.first_day <= last)
        .where(fn.COALESCE(Event.repeats_until, Event.last_day) >= first - timedelta(days=60))
        .where(Event.cancelled_at.is_null(not is_cancelled))
        .order_by(Event.first_day, Event.id)
    )


def occurrence_of(
    event: Event, begins: date, ends: date, audience: list[Named], children: tuple[Place, ...], has_sign_up: bool
) -> Occurrence:
    """One time of an event, with whom of the reader's children it concerns."""
    return Occurrence(
        kind="event",
        id=event.id,
        title=event.title,
        first_day=begins,
        last_day=ends,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=event.place,
        text=event.text,
        path=f"/calendar/events/{event.id}" + (f"?day={begins}" if event.repeats_until else ""),
        unit_ids=tuple(dict.fromkeys(unit for unit, _u, _g, _n in audience)),
        audience=tuple(audience),
        children=children,
        is_cancelled=event.cancelled_at is not None,
        repeats=event.repeats_until is not None,
        changed_at=event.changed_at,
        paper_name=event.paper_name,
        has_sign_up=has_sign_up,
    )


def audiences_of(event_ids: Iterable[int]) -> dict[int, list[Named]]:
    """For whom each of these events is: unit, its name, group and its name (none for the whole unit)."""
    ids = list(event_ids)
    rows = (
        EventAudience.select(
            EventAudience.event_id, EventAudience.unit_id, Unit.name, EventAudience.group_id, Group.name
        )
        .join(Unit)
        .join_from(EventAudience, Group, JOIN.LEFT_OUTER)
        .where(among(EventAudience.event, ids))
        .order_by(EventAudience.id)
        .tuples()
    )
    found: dict[int, list[Named]] = {id: [] for id in ids}
    for event_id, *named in rows:
        found[event_id].append(tuple(named))
    return found


def skipped_days_of(events: Iterable[Event], audiences: Mapping[int, list[Named]]) -> dict[int, set[date]]:
    """On which days these events do not take place although they repeat: days that somebody took out, and days on
    which none of the units it is for is open. What happens once happens, holiday or not."""
    repeating = [event for event in events if event.repeats_until]
    found: dict[int, set[date]] = {event.id: set() for event in repeating}
    if not repeating:
        return found
    rows = SkippedDay.select(SkippedDay.event_id, SkippedDay.day).where(among(SkippedDay.event, found))
    for event_id, day in rows.tuples():
        found[event_id].add(day)
    first, last = min(event.first_day for event in repeating), max(event.repeats_until for event in repeating)
    unit_ids = {unit_id for event in repeating for unit_id, *_named in audiences[event.id]}
    specials = special_days_of(unit_ids, first, last)
    closed = {
        unit.id: closed_days_of(unit, first, last, specials[unit.id])
        for unit in Unit.select().where(Unit.id.in_(unit_ids))
    }
    for event in repeating:
        found[event.id] |= set.intersection(*(closed[unit_id] for unit_id, *_named in audiences[event.id]))
    return found


def closed_days_of(unit: Unit, first: date, last: date, specials: Iterable[SpecialDay]) -> set[date]:
    """Holidays and study days of a unit; a free weekend or afternoon is none."""
    calendar = calendar_of(unit, first, last, specials)
    return set(calendar.closed) - set(calendar.opened)


def events_with_tasks(event_ids: Iterable[int]) -> set[int]:
    """Which of these events parents can sign up for."""
    rows = SignUpTask.select(SignUpTask.event_id).where(among(SignUpTask.event, event_ids)).distinct()
    return {event_id for (event_id,) in rows.tuples()}


def children_in(places: Iterable[Place], parts: Iterable[Part]) -> list[Place]:
    """Which children of these places an audience is about, each once."""
    wanted = set(parts)
    found: dict[int, Place] = {}
    for place in places:
        if Part(place.unit_id, place.group_id) in wanted or Part(place.unit_id) in wanted:
            found.setdefault(place.child_id, place)
    return list(found.values())


def days_off(
    units: Iterable[Unit],
    places: Collection[Place],
    first: date,
    last: date,
    specials: Mapping[int, Iterable[SpecialDay]] | None = None,
) -> Iterator[Occurrence]:
    """Holidays and study days of these units; what several units have alike is said once. A day that a unit is open
    although others have a holiday is no holiday of that unit. Who asks often gives the units' own days."""
    found: dict[tuple, list[Unit]] = {}
    units = list(units)
    if specials is None:
        specials = special_days_of((unit.id for unit in units), first - WIDE, last + WIDE)
    for unit in units:
        for key in days_off_of(unit, first, last, specials[unit.id]):
            found.setdefault(key, []).append(unit)
    for (kind, part, period), having in found.items():
        ids = tuple(unit.id for unit in having)
        children = {place.child_id: place for place in places if place.unit_id in ids}
        audience = tuple((unit.id, unit.name, None, None) for unit in having)
        yield Occurrence(kind, 0, period.name, period.first_day, period.last_day, part=part, unit_ids=ids,
                         audience=audience, children=tuple(children.values()))  # fmt: skip


def days_off_of(unit: Unit, first: date, last: date, specials: Iterable[SpecialDay]) -> Iterator[tuple]:
    """(kind, part, period) of a unit's holidays and own days. Periods reach beyond the two days asked for, so that a
    holiday is told whole."""
    opened = {day for one in specials if one.part == "open" for day in days_between(one.first_day, one.last_day)}
    named = {day: name for day, name in holidays_between(unit, first - WIDE, last + WIDE).items() if day not in opened}
    for period in periods_of(named, first - WIDE, last + WIDE):
        if period.first_day <= last and period.last_day >= first:
            yield "holiday", "", period
    for special in specials:
        if special.part != "open" and special.first_day <= last and special.last_day >= first:
            part = "" if special.part == "closed" else special.part
            yield "closed", part, Period(special.name, special.first_day, special.last_day)


def appointments_between(
    person: Person, places: Collection[Place], first: date, last: date, child_id: int | None = None
) -> Iterator[Occurrence]:
    """This person's own appointments between two days, about the children who are theirs."""
    rows = (
        Appointment.select(Appointment, Unit)
        .join(Unit)
        .join_from(Appointment, Attendee)
        .where(Attendee.person == person, Appointment.cancelled_at.is_null(), concerns(places))
        .where(Appointment.starts_at < clock.at(last + timedelta(days=1), time()))
        .where(Appointment.ends_at >= clock.at(first, time()))
        .order_by(Appointment.starts_at, Appointment.id)
    )
    for row in rows if child_id is None else rows.where(Appointment.child == child_id):
        yield appointment_shown(row, [place for place in places if place.child_id == row.child_id])


def concerns(places: Iterable[Place]) -> Expression:
    """The condition that an appointment is about one of these children at that unit, or about none: who no longer
    reads along about a child reads nothing of its talks either, when or where."""
    pairs = sorted({(place.child_id, place.unit_id) for place in places})
    told = [(Appointment.child == child) & (Appointment.unit == unit) for child, unit in pairs]
    return reduce(or_, told, Appointment.child.is_null())


def appointment_shown(row: Appointment, places: Iterable[Place]) -> Occurrence:
    begins, ends = (moment.astimezone(clock.SCHOOL_ZONE) for moment in (row.starts_at, row.ends_at))
    children = {place.child_id: place for place in places}
    return Occurrence(
        kind="appointment",
        id=row.id,
        title=row.title,
        first_day=begins.date(),
        last_day=ends.date(),
        starts_at=f"{begins:%H:%M}",
        ends_at=f"{ends:%H:%M}",
        place=row.place,
        path=row.path,
        link=row.link,
        unit_ids=(row.unit_id,),
        audience=((row.unit_id, row.unit.name, None, None),),
        children=tuple(children.values()),
        changed_at=row.changed_at,
    )
