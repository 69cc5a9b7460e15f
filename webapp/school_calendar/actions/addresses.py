"""Making and ending the private addresses of a calendar."""

from datetime import timedelta

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.credentials import hash_token, new_token
from webapp.core.db import db, one_at_a_time
from webapp.core.errors import Refused
from webapp.school_calendar.models import CalendarAddress
from webapp.school_calendar.queries.addresses import last_address_of
from webapp.schools.models import Child

NOTED_EVERY = timedelta(hours=1)


@db.atomic()
def make_address(person: Person, child: Child | None, names_children: bool = False, *, after: int | None = None) -> str:
    """A guardian gets a private address for the calendar of one child or of all; the one before stops at once. First
    names stand in it only if the guardian wants that. The secret is told this once: only its hash is kept.

    `after` is the last address that the guardian had when asking: asked again by a page that was loaded anew, nothing
    is made, or the address just made would stop."""
    one_at_a_time(f"calendar-address-{person.id}")
    if after is not None and after != last_address_of(person):
        raise Refused("already_made")
    is_same = CalendarAddress.child.is_null() if child is None else CalendarAddress.child == child
    end(CalendarAddress.person == person, is_same)
    secret = new_token()
    address = CalendarAddress.create(
        person=person, child=child, secret_hash=hash_token(secret), names_children=names_children, made_at=clock.now()
    )
    audit(person, "make_calendar_address", address, child=child and child.id, names_children=names_children)
    return secret


@db.atomic()
def end_address(person: Person, address: CalendarAddress) -> None:
    """An address stops at once."""
    end(CalendarAddress.id == address.id)
    audit(person, "end_calendar_address", address)


def end(*conditions: object) -> None:
    CalendarAddress.update(ended_at=clock.now()).where(CalendarAddress.ended_at.is_null(), *conditions).execute()


def note_reading(address: CalendarAddress) -> None:
    """When a program last read along, to the hour."""
    now = clock.now()
    if address.read_at is None or now - address.read_at > NOTED_EVERY:
        CalendarAddress.update(read_at=now).where(CalendarAddress.id == address.id).execute()
