"""Calling off one time of an event that repeats, and holding it after all."""

from datetime import date

from peewee import IntegrityError

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.school_calendar.models import Event, SkippedDay
from webapp.school_calendar.notices.events import tell_of_held_day, tell_of_skipped_day
from webapp.school_calendar.queries.events import days_of


@db.atomic()
def skip_day(by: Person, event: Event, day: date) -> bool:
    """One time of an event that repeats does not take place; the families hear it. Whether it was still on: what is
    off already is told to nobody once more."""
    refuse_past(event, day)
    try:
        with db.atomic():
            SkippedDay.create(event=event, day=day, at=clock.now())
    except IntegrityError:
        return False
    audit(by, "skip_day", event, day=day)
    tell_of_skipped_day(by, renumbered(event), day)
    return True


@db.atomic()
def hold_day(by: Person, event: Event, day: date) -> bool:
    """One time that was called off takes place after all; the families hear it, unless the school is closed that day.
    Whether it was off."""
    refuse_past(event, day)
    if not SkippedDay.delete().where(SkippedDay.event == event, SkippedDay.day == day).execute():
        return False
    audit(by, "hold_day", event, day=day)
    changed = renumbered(event)
    if day in days_of(changed).held:
        tell_of_held_day(by, changed, day)
    return True


def refuse_past(event: Event, day: date) -> None:
    if event.cancelled_at:
        raise Refused("cancelled")
    if day + (event.last_day - event.first_day) < clock.today():
        raise Refused("past")


def renumbered(event: Event) -> Event:
    """The event with its next sequence, by which calendar programs see that its days changed."""
    Event.update(changed_at=clock.now(), sequence=Event.sequence + 1).where(Event.id == event.id).execute()
    return Event.get_by_id(event.id)
