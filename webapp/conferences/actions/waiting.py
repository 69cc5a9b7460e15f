"""Waiting for a time that somebody else has."""

from webapp.accounts.models import Person
from webapp.conferences.actions.bookings import (
    booking_of,
    locked_for_parents,
    place,
    reachable,
    stop_waiting,
    take_back_decline,
)
from webapp.conferences.models import Booking, Invitation, Slot, WaitingPlace
from webapp.conferences.queries.choices import is_taken
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused

MOST_WAITING = 3  # times for which one invitation waits


@db.atomic()
def wait_for_slot(by: Person, invitation: Invitation, slot: Slot | None) -> Booking | None:
    """A parent would rather have a time that is taken: once it comes free, the talk moves there by itself. Where it
    came free meanwhile it is booked at once, and the booking returned; also where the other parent just took it.

    Refused: as `book_slot` does, and `enough_waiting`.
    """
    invitation = locked_for_parents(invitation)
    slot = reachable(by, invitation, slot)
    if slot.host_id != invitation.host_id:
        raise Refused("other_host")
    take_back_decline(invitation)
    own = booking_of(invitation)
    if not is_taken(slot) or (own and own.slot_id == slot.id):
        return place(by, invitation, slot, "parent")
    waits = WaitingPlace.select().where(WaitingPlace.invitation == invitation, WaitingPlace.ended_at.is_null())
    if any(row.slot_id == slot.id for row in waits):
        return None
    if len(waits) >= MOST_WAITING:
        raise Refused("enough_waiting")
    row = WaitingPlace.create(slot=slot, invitation=invitation, made_by=by, made_at=clock.now())
    audit(by, "wait_for_slot", row, slot=slot.id, invitation=invitation.id)
    return None


@db.atomic()
def stop_waiting_for(by: Person, invitation: Invitation, slot: Slot | None) -> None:
    """A parent waits no longer for a time."""
    if slot is None:
        return
    stop_waiting(locked_for_parents(invitation), slot)
    audit(by, "stop_waiting_for", slot, slot=slot.id, invitation=invitation.id)
