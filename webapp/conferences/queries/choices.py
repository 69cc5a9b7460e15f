"""The times that a parent can choose from."""

from collections.abc import Iterable
from typing import Any

from peewee import JOIN, ModelSelect, fn

from webapp.conferences.models import Booking, Invitation, Slot, WaitingPlace
from webapp.conferences.queries.invitations import talking_at
from webapp.conferences.rules.choices import Choice, near
from webapp.conferences.rules.slots import Talking
from webapp.core import clock


def choices_of(invitation: Invitation, talks: Iterable[tuple[Invitation, Talking]]) -> list[Choice]:
    """The times of the host that are still to come and not blocked, in order, as a parent with these other talks
    (`family_bookings_of`) sees them: who has the others is not in it."""
    others = [(other.child.given_name, there) for other, there in talks]
    now = clock.now()
    return [choice_of(slot, invitation, others) for slot in open_slots_of(invitation) if slot.starts_at > now]


def open_slots_of(invitation: Invitation) -> ModelSelect:
    """The slots of the host that are not blocked, each with who has it (`holder`) and whether this invitation waits
    for it (`waits`)."""
    is_held = (Booking.slot == Slot.id) & Booking.ended_at.is_null()
    is_waited = (
        (WaitingPlace.slot == Slot.id) & (WaitingPlace.invitation == invitation) & WaitingPlace.ended_at.is_null()
    )
    return (
        Slot.select(Slot, Booking.invitation.alias("holder"), WaitingPlace.id.alias("waits"))
        .join(Booking, JOIN.LEFT_OUTER, on=is_held)
        .join_from(Slot, WaitingPlace, JOIN.LEFT_OUTER, on=is_waited)
        .where(Slot.host == invitation.host_id, ~Slot.is_blocked, Slot.day >= clock.today())
        .order_by(Slot.day, Slot.starts)
        .objects()
    )


def choice_of(slot: Any, invitation: Invitation, others: Iterable[tuple[str, Talking]]) -> Choice:
    """A slot of `open_slots_of` as it is shown."""
    here = talking_at(slot, invitation.host)
    clashes, joined = near(here, others, invitation.round.walking)
    return Choice(
        slot.id,
        here,
        is_taken=slot.holder is not None and slot.holder != invitation.id,
        is_own=slot.holder == invitation.id,
        is_waited_for=slot.waits is not None,
        clashes=clashes,
        joins=joined,
    )


def slot_of(invitation: Invitation, slot_id: int | None) -> Slot | None:
    """A slot of the host to whom an invitation is; none for any other, or one that the school took away."""
    return Slot.get_or_none(Slot.id == slot_id, Slot.host == invitation.host_id)


def waits(invitation: Invitation) -> bool:
    """Whether it waits for any time."""
    return WaitingPlace.select().where(WaitingPlace.invitation == invitation, WaitingPlace.ended_at.is_null()).exists()


def is_taken(slot: Slot) -> bool:
    """Whether somebody has this slot now."""
    return Booking.select(fn.COUNT(Booking.id)).where(Booking.slot == slot, Booking.ended_at.is_null()).scalar() > 0
