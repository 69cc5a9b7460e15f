"""What stands in the calendar file of a guardian: what the agenda shows, for all children or for one."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from peewee import Expression, fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.portal import settings
from webapp.school_calendar.models import Appointment, Attendee, Event
from webapp.school_calendar.phrases.events import PARTS
from webapp.school_calendar.queries.agenda import (
    WIDE,
    audiences_of,
    children_in,
    concerns,
    condition_of,
    days_off_of,
    events_read,
    skipped_days_of,
    units_read_by,
)
from webapp.school_calendar.rules.calendar_files import Entry, made_uid
from webapp.schools.models import Unit
from webapp.schools.queries.own_children import places_told_of
from webapp.schools.queries.school_days import special_days_of
from webapp.schools.queries.standing import Place
from webapp.schools.rules.audiences import Part

BEFORE, AFTER = timedelta(days=60), timedelta(days=400)


def entries_of(person: Person, child_id: int | None, names_children: bool = False) -> list[Entry]:
    """Events, appointments and days off from two months ago to a year ahead. What was called off is there as
    cancelled, so that programs that have it take it away. Never an absence; first names only where the guardian chose
    that."""
    today = clock.today()
    places = [place for place in places_told_of(person) if child_id in (None, place.child_id)]
    named = places if names_children else []
    return [
        *event_entries(person, places, named, child_id, today),
        *appointment_entries(person, places, named, child_id, today),
        *day_off_entries(person, places, child_id, today),
    ]


def event_entries(
    person: Person, places: list[Place], named: list[Place], child_id: int | None, today: date
) -> Iterator[Entry]:
    is_read = condition_of(person, places, child_id)
    if is_read is None:
        return
    events = [
        event
        for is_cancelled in (False, True)
        for event in events_read(is_read, today - BEFORE, today + AFTER, is_cancelled)
    ]
    audiences, version = audiences_of(event.id for event in events), days_version()
    skipped = skipped_days_of(events, audiences)
    for event in events:
        children = children_in(named, (Part(unit, group) for unit, _u, group, _g in audiences[event.id]))
        yield entry_of_event(event, skipped.get(event.id, set()), version, children)


def days_version() -> int:
    """A number that grows whenever any unit changes its days, for the days that weekly events skip of themselves. Of
    all units together, so that it never falls when an event goes to others."""
    return Unit.select(fn.SUM(Unit.days_version)).scalar() or 0


def titled(title: str, children: Iterable[Place]) -> str:
    """What it is, and for which children."""
    names = ", ".join(dict.fromkeys(place.given_name for place in children))
    return f"{title} ({names})" if names else title


def entry_of_event(event: Event, skipped: Iterable[date], version: int, children: Iterable[Place] = ()) -> Entry:
    """An event as it stands in a file. One that repeats has a higher sequence whenever days of a unit changed."""
    return Entry(
        uid=event.uid,
        title=titled(event.title, children),
        first_day=event.first_day,
        last_day=event.last_day,
        changed_at=event.changed_at,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        repeats_until=event.repeats_until,
        skipped=tuple(sorted(skipped)),
        sequence=event.sequence + (version if event.repeats_until else 0),
        text=event.text,
        place=event.place,
        url=f"{settings().SITE_ADDRESS}/calendar/events/{event.id}",
        is_cancelled=event.cancelled_at is not None,
    )


def appointment_entries(
    person: Person, places: list[Place], named: list[Place], child_id: int | None, today: date
) -> Iterator[Entry]:
    rows = (
        Appointment.select()
        .join(Attendee)
        .where(Attendee.person == person, Appointment.starts_at >= clock.at(today - BEFORE, time()), concerns(places))
        .order_by(Appointment.starts_at)
    )
    for row in rows if child_id is None else rows.where(Appointment.child == child_id):
        yield entry_of_appointment(row, [place for place in named if place.child_id == row.child_id])


def appointment_of(person: Person, appointment_id: int) -> Appointment:
    """An appointment of this person, also one that was cancelled; raises DoesNotExist for that of anybody else."""
    return Appointment.get(Appointment.id == appointment_id, is_own(person))


def appointment_under(person: Person, key: str) -> Appointment | None:
    """The appointment of this person that another feature put there under this key, where it stands and goes on."""
    return Appointment.get_or_none(Appointment.key == key, is_own(person), Appointment.cancelled_at.is_null())


def is_own(person: Person) -> Expression:
    """The condition that an appointment stands in the calendar of this person, and is not about a child that is no
    longer theirs."""
    own = Attendee.select(Attendee.appointment).where(Attendee.person == person)
    return Appointment.id.in_(own) & concerns(places_told_of(person))


def entry_of_appointment(row: Appointment, children: Iterable[Place] = ()) -> Entry:
    begins, ends = (moment.astimezone(clock.SCHOOL_ZONE) for moment in (row.starts_at, row.ends_at))
    return Entry(
        uid=row.uid,
        title=titled(row.title, children),
        first_day=begins.date(),
        last_day=ends.date(),
        changed_at=row.changed_at,
        starts_at=f"{begins:%H:%M}",
        ends_at=f"{ends:%H:%M}",
        sequence=row.sequence,
        text=row.link,
        place=row.place,
        url=f"{settings().SITE_ADDRESS}{row.path}",
        is_cancelled=row.cancelled_at is not None,
    )


def day_off_entries(person: Person, places: list[Place], child_id: int | None, today: date) -> Iterator[Entry]:
    """Holidays and study days, each once: their moment of change is the beginning of the school's clock."""
    seen: set[str] = set()
    units = units_read_by(person, places, child_id)
    specials = special_days_of((unit.id for unit in units), today - BEFORE - WIDE, today + AFTER + WIDE)
    for unit in units:
        for kind, part, period in days_off_of(unit, today - BEFORE, today + AFTER, specials[unit.id]):
            uid = made_uid(kind, part, period.name, period.first_day, period.last_day)
            if uid not in seen:
                seen.add(uid)
                title = f"{period.name} ({PARTS[part]})" if kind == "closed" else period.name
                yield Entry(uid, title, period.first_day, period.last_day, EPOCH, is_free=True)


EPOCH = datetime(2020, 1, 1, tzinfo=clock.SCHOOL_ZONE)
