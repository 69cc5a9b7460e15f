"""Who comes when. Everything that gives, moves or frees a time of a round goes through here, one at a time."""

from collections.abc import Iterable

from peewee import IntegrityError

from webapp.accounts.models import Person
from webapp.conferences.models import Booking, Host, Invitation, Slot, WaitingPlace
from webapp.conferences.notices.bookings import tell_booked, tell_ended
from webapp.conferences.phrases.bookings import APPOINTMENT
from webapp.conferences.queries.invitations import (
    answerers_of,
    family_bookings_of,
    invitations,
    talking_at,
)
from webapp.conferences.queries.rounds import moments_of
from webapp.conferences.rules.slots import clash
from webapp.conferences.rules.stages import may_choose_times
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db, one_at_a_time
from webapp.core.errors import Refused
from webapp.core.i18n import language_of
from webapp.school_calendar.actions.appointments import cancel_appointment, put_appointment


@db.atomic()
def book_slot(by: Person, invitation: Invitation, slot: Slot) -> Booking:
    """A parent takes a free time, or moves there from another one, which comes free.

    Refused: `not_open`, `slot_taken`, `slot_blocked`, `clashes` with another talk of the family, `other_host`.
    """
    lock_round(invitation.round_id)
    if not may_choose_times(moments_of(invitation.round), clock.now()):
        raise Refused("not_open")
    refuse_clash(invitation, slot)
    return place(by, invitation, slot, "parent")


@db.atomic()
def cancel_booking(by: Person, invitation: Invitation) -> None:
    """A parent gives the time back; who waits for it gets it."""
    lock_round(invitation.round_id)
    if not may_choose_times(moments_of(invitation.round), clock.now()):
        raise Refused("not_open")
    if booking := booking_of(invitation):
        end_booking(by, booking)
        cancel_appointment(appointment_key(invitation))
        tell_ended(by, booking)
        give_away(booking.slot)


@db.atomic()
def book_for(by: Person, invitation: Invitation, slot: Slot, is_fixed: bool = False) -> Booking:
    """The school puts a family on a free time, or moves it there: at any moment, and also where talks clash."""
    lock_round(invitation.round_id)
    return place(by, invitation, slot, "school", is_fixed)


@db.atomic()
def cancel_for(by: Person, invitation: Invitation) -> None:
    """The school takes a time back."""
    lock_round(invitation.round_id)
    if booking := booking_of(invitation):
        end_booking(by, booking)
        cancel_appointment(appointment_key(invitation))
        if invitation.round.shows_times():
            tell_ended(by, booking)
        give_away(booking.slot)


@db.atomic()
def swap_bookings(by: Person, one: Invitation, other: Invitation) -> None:
    """The school lets two families with the same host change times."""
    lock_round(one.round_id)
    first, second = booking_of(one), booking_of(other)
    if first is None or second is None or one.host_id != other.host_id:
        raise Refused("other_host")
    end_booking(by, first)
    end_booking(by, second)
    keep(by, one, second.slot, "school", True, is_moved=True)
    keep(by, other, first.slot, "school", True, is_moved=True)


def place(by: Person | None, invitation: Invitation, slot: Slot, source: str, is_fixed: bool = False) -> Booking:
    """Within the lock: the invitation on this slot and nowhere else. The unique indexes have the last word."""
    if slot.host_id != invitation.host_id:
        raise Refused("other_host")
    if slot.is_blocked:
        raise Refused("slot_blocked")
    earlier = booking_of(invitation)
    if earlier and earlier.slot_id == slot.id:
        Booking.update(is_fixed=is_fixed or earlier.is_fixed).where(Booking.id == earlier.id).execute()
        return earlier
    if earlier:
        end_booking(by, earlier)
    booking = keep(by, invitation, slot, source, is_fixed, is_moved=earlier is not None)
    stop_waiting(invitation, slot)
    if earlier:
        give_away(earlier.slot)
    return booking


def keep(by: Person | None, invitation: Invitation, slot: Slot, source: str, is_fixed: bool, is_moved: bool) -> Booking:
    """The row, the calendars of the parents, the audit line; and the parents told where times are known already."""
    try:
        with db.atomic():
            booking = Booking.create(
                slot=slot, invitation=invitation, source=source, is_fixed=is_fixed, made_by=by, made_at=clock.now()
            )
    except IntegrityError:
        raise Refused("slot_taken") from None
    audit(by, "book_slot", invitation.child, slot=slot.id, invitation=invitation.id, source=source)
    if invitation.round.shows_times():
        show_in_calendars(invitation, slot, answerers_of(invitation))
        tell_booked(by, booking, is_moved)
    return booking


def end_booking(by: Person | None, booking: Booking) -> None:
    Booking.update(ended_at=clock.now(), ended_by=by).where(Booking.id == booking.id).execute()
    audit(by, "end_booking", booking.invitation.child, slot=booking.slot_id, invitation=booking.invitation_id)


def give_away(slot: Slot) -> None:
    """A slot came free: who waits for it longest and can be there moves to it, and so frees another one."""
    if slot.is_blocked:
        return
    waiting = WaitingPlace.select().where(WaitingPlace.slot == slot, WaitingPlace.ended_at.is_null())
    for waits in waiting.order_by(WaitingPlace.made_at, WaitingPlace.id):
        invitation = invitations().where(Invitation.id == waits.invitation_id).first()
        if invitation and not has_clash(invitation, slot):
            place(None, invitation, slot, "waiting")
            return


def stop_waiting(invitation: Invitation, slot: Slot) -> None:
    WaitingPlace.update(ended_at=clock.now()).where(
        WaitingPlace.slot == slot, WaitingPlace.invitation == invitation, WaitingPlace.ended_at.is_null()
    ).execute()


def booking_of(invitation: Invitation) -> Booking | None:
    """The time that an invitation has now, asked anew: another may have changed it meanwhile."""
    return (
        Booking.select(Booking, Slot)
        .join(Slot)
        .where(Booking.invitation == invitation, Booking.ended_at.is_null())
        .first()
    )


def refuse_clash(invitation: Invitation, slot: Slot) -> None:
    if has_clash(invitation, slot):
        raise Refused("clashes")


def has_clash(invitation: Invitation, slot: Slot) -> bool:
    here = talking_at(slot, invitation.host)
    return any(clash(here, there, invitation.round.walking) for _other, there in family_bookings_of(invitation))


def show_in_calendars(invitation: Invitation, slot: Slot, people: Iterable[Person]) -> None:
    """The talk stands in the calendars of who may answer the invitation, without the child's name."""
    host: Host = invitation.host
    with language_of("nl"):
        title = str(APPOINTMENT)
    put_appointment(
        appointment_key(invitation),
        invitation.round.unit,
        invitation.child,
        people,
        slot.starts_at,
        slot.ends_at,
        title=title,
        place=host.room,
        link=host.video_link,
        path=f"/conferences/{invitation.id}",
    )


def appointment_key(invitation: Invitation) -> str:
    return appointment_key_of(invitation.id)


def appointment_key_of(invitation_id: int) -> str:
    return f"conference-{invitation_id}"


def lock_round(round_id: int) -> None:
    """Whoever changes who comes when in a round waits for the one before: so nobody chooses from an old picture."""
    one_at_a_time(f"round-{round_id}")
