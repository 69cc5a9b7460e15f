"""What other features put into the calendars of a few people."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from peewee import chunked

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import db
from webapp.core.portal import settings
from webapp.school_calendar.models import Appointment, Attendee
from webapp.schools.models import Child, Unit

AT_ONCE = 1000  # rows in one statement


def new_uid() -> str:
    """A name for something of the calendar that is never given again (RFC 5545, 3.8.4.7; RFC 7986, 5.3)."""
    return f"{uuid4()}@{settings().MAIL_FROM.rpartition('@')[2]}"


@db.atomic()
def put_appointment(
    key: str,
    unit: Unit,
    child: Child | None,
    people: Iterable[Person],
    starts_at: datetime,
    ends_at: datetime,
    *,
    title: str,
    place: str = "",
    link: str = "",
    path: str = "",
) -> Appointment:
    """Put something into these people's calendars; under a key that is known already, it moves there. The title holds
    no child's name: it is read outside the portal."""
    what = {"title": title, "place": place, "link": link, "path": path, "starts_at": starts_at, "ends_at": ends_at}
    row = Appointment.get_or_none(Appointment.key == key)
    if row is None:
        row = Appointment.create(key=key, unit=unit, child=child, uid=new_uid(), changed_at=clock.now(), **what)
    else:
        Appointment.update(**what, sequence=Appointment.sequence + 1, changed_at=clock.now(), cancelled_at=None).where(
            Appointment.id == row.id
        ).execute()
    set_attendees(key, {person.id for person in people})
    return Appointment.get_by_id(row.id)


@db.atomic()
def set_attendees(key: str, person_ids: Iterable[int]) -> None:
    """From now on the appointment stands in the calendars of these people, and of nobody else."""
    appointment = Appointment.get(Appointment.key == key)
    Attendee.delete().where(Attendee.appointment == appointment).execute()
    for person_id in sorted(person_ids):
        Attendee.create(appointment=appointment, person=person_id)


@db.atomic()
def cancel_appointment(key: str) -> None:
    """It does not take place. The row stays, so that calendar programs hear of it."""
    cancel_appointments([key])


@db.atomic()
def cancel_appointments(keys: Iterable[str]) -> None:
    """None of these takes place."""
    for some in chunked(keys, AT_ONCE):
        Appointment.update(cancelled_at=clock.now(), changed_at=clock.now(), sequence=Appointment.sequence + 1).where(
            Appointment.key.in_(list(some)), Appointment.cancelled_at.is_null()
        ).execute()
