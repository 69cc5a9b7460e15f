"""One event, for who may read it."""

from collections.abc import Iterable
from datetime import date

from peewee import ModelSelect

from webapp.accounts.models import Person
from webapp.core.db import among
from webapp.school_calendar.models import Event, EventAudience, SkippedDay
from webapp.school_calendar.queries.agenda import (
    audiences_of,
    children_in,
    condition_of,
    events_with_tasks,
    occurrence_of,
    skipped_days_of,
)
from webapp.school_calendar.rules.occurrences import Days, Occurrence, times_of
from webapp.schools.queries.own_children import places_told_of
from webapp.schools.queries.standing import standing_of
from webapp.schools.rules.audiences import Part, may_change


def event_of(person: Person, event_id: int) -> Event:
    """An event that is for this person, also one that was cancelled; raises DoesNotExist for any other."""
    return Event.select().where(Event.id == event_id, Event.id.in_(events_read_by(person))).get()


def events_read_by(person: Person) -> ModelSelect:
    """The ids of the events that are for this person."""
    is_read = condition_of(person, places_told_of(person), None)
    return EventAudience.select(EventAudience.event).where(False if is_read is None else is_read)


def shown_event(person: Person, event: Event, begins: date) -> Occurrence:
    """The event as this person sees it: the time that begins on this day."""
    audience = audiences_of([event.id])[event.id]
    children = children_in(places_told_of(person), [Part(unit, group) for unit, _u, group, _g in audience])
    length = event.last_day - event.first_day
    return occurrence_of(event, begins, begins + length, audience, tuple(children), asks_help(event))


def asks_help(event: Event) -> bool:
    """Whether parents can sign up to help at an event."""
    return bool(events_with_tasks([event.id]))


def days_of(event: Event) -> Days:
    """On which days it begins: one, or of an event that repeats each week those that are held and those that are
    not."""
    if not event.repeats_until:
        return Days([event.first_day])
    off = days_skipped_by(event)
    span = (event.first_day, event.last_day, event.repeats_until)
    days = [begins for begins, _ends in times_of(*span, (), event.first_day, event.repeats_until)]
    taken_out = {day for (day,) in SkippedDay.select(SkippedDay.day).where(SkippedDay.event == event).tuples()}
    return Days(
        [day for day in days if day not in off],
        [day for day in days if day in off],
        [day for day in days if day in taken_out],
    )


def weekly_day_of(event: Event, day: date | None) -> date:
    """A day of an event that repeats, held or off; raises DoesNotExist for anything else."""
    days = days_of(event)
    if day is None or not event.repeats_until or day not in [*days.held, *days.skipped]:
        raise Event.DoesNotExist
    return day


def days_skipped_by(event: Event) -> set[date]:
    """The days on which an event that repeats does not take place."""
    return skipped_days_of([event], audiences_of([event.id])).get(event.id, set())


def changeable_event_of(person: Person, event_id: int) -> Event:
    """An event that this person answers for: its author working there, or the office of all it is for; else
    DoesNotExist."""
    event = event_of(person, event_id)
    if not may_change_event(person, event):
        raise Event.DoesNotExist
    return event


def may_change_event(person: Person, event: Event) -> bool:
    """Whether this person answers for the event."""
    standing = standing_of(person)
    works_at = {function.unit_id for function in standing.functions if function.unit_id}
    units = {part.unit_id for part in parts_of(event)}
    return may_change(person.id, event.author_id, units, works_at, set(standing.managed_units))


def parts_of(event: Event) -> list[Part]:
    """For whom an event is."""
    return parts_of_all([event.id])


def parts_of_all(event_ids: Iterable[int]) -> list[Part]:
    """For whom these events are, each part once."""
    rows = EventAudience.select(EventAudience.unit_id, EventAudience.group_id).where(
        among(EventAudience.event, event_ids)
    )
    return list(
        dict.fromkeys(Part(unit_id, group_id) for unit_id, group_id in rows.order_by(EventAudience.id).tuples())
    )
