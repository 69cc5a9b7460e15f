"""The school moves talks on the board of a plan: where it puts one, it stays when the planner runs again."""

from webapp.accounts.models import Person
from webapp.conferences.actions.bookings import book_for, lock_round, swap_bookings
from webapp.conferences.models import Booking, Invitation, Slot
from webapp.conferences.queries.invitations import invitations
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused


@db.atomic()
def move_talk(by: Person, invitation: Invitation, slot: Slot | None, seen: int | None) -> None:
    """Who runs a round puts a talk on a time of its host; who is there goes where the first one was. Both are fixed.
    `seen` is the invitation that was seen at that time. Refused: `board_changed` when somebody else is there by now,
    `slot_taken` when the talk has no time to change with, `slot_blocked`, `other_host`, `not_invited`.
    """
    lock_round(invitation.round_id)
    found = invitations().where(Invitation.id == invitation.id, Invitation.declined_at.is_null()).first()
    if found is None:
        raise Refused("not_invited")
    if slot is None:
        raise Refused("slot_blocked")
    holder = holder_of(slot)
    if (holder and holder.id) != seen:
        raise Refused("board_changed")
    if holder is None or holder.id == found.id:
        book_for(by, found, slot, is_fixed=True)
    elif found.booking is None:
        raise Refused("slot_taken")
    else:
        swap_bookings(by, found, holder)


def holder_of(slot: Slot) -> Invitation | None:
    booking = Booking.get_or_none(Booking.slot == slot, Booking.ended_at.is_null())
    return booking and invitations().where(Invitation.id == booking.invitation_id).first()


@db.atomic()
def unpin_talk(by: Person, invitation: Invitation) -> None:
    """The planner may move this talk again."""
    lock_round(invitation.round_id)
    loosened = (
        Booking.update(is_fixed=False, source="plan")
        .where(Booking.invitation == invitation, Booking.ended_at.is_null(), Booking.is_fixed)
        .execute()
    )
    if loosened:
        audit(by, "unpin_talk", invitation)
