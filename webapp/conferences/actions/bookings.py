"""Who comes when. Everything that gives, moves or frees a time of a round goes through here, one at a time."""

from collections.abc import Iterable

from peewee import IntegrityError

from webapp.accounts.models import Person
from webapp.conferences.models import Booking, Host, Invitation, Slot, WaitingPlace
from webapp.conferences.notices.bookings import tell_booked, tell_ended, tell_host
from webapp.conferences.phrases.bookings import APPOINTMENT
from webapp.conferences.queries.elsewhere import Busy, rounds_beside
from webapp.conferences.queries.invitations import (
    answerers_of,
    family_bookings_of,
    invitations,
    talking_at,
)
from webapp.conferences.queries.rounds import moments_of
from webapp.conferences.rules.slots import clash
from webapp.conferences.rules.stages import is_shortly_before, may_choose_times
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db, one_at_a_time
from webapp.core.errors import Refused
from webapp.core.i18n import language_of
from webapp.school_calendar.actions.appointments import cancel_appointment, put_appointment


@db.atomic()
def book_slot(by: Person, invitation: Invitation, slot: Slot | None) -> Booking:
    """A parent takes a free time, or moves there from another one, which comes free. Who said that no talk is needed,
    takes that back so.

    Refused: `not_invited`, `not_open`, `slot_passed`, `slot_taken`, `slot_blocked`, `clashes` with another talk of this
    parent, `teacher_elsewhere`, `other_host`.
    """
    invitation = locked_for_parents(invitation)
    slot = reachable(by, invitation, slot)
    take_back_decline(invitation)
    return place(by, invitation, slot, "parent")


@db.atomic()
def cancel_booking(by: Person, invitation: Invitation, seen: int | None = None) -> None:
    """A parent gives the time back; who waits for it gets it. `seen` is the slot that the page named: the other parent
    may have changed it meanwhile. Refused: `not_invited`, `not_open`, `moved`."""
    free(by, still_on(locked_for_parents(invitation), seen))


@db.atomic()
def book_for(
    by: Person, invitation: Invitation, slot: Slot, is_fixed: bool = False, seen: int | None = None
) -> Booking:
    """The school puts a family on a free time, or moves it there from the slot that was seen: at any moment, and also
    where talks clash. Refused: `not_invited`, `slot_taken`, `slot_blocked`, `teacher_elsewhere`, `other_host`,
    `moved`."""
    invitation = still_on(locked_for_school(invitation), seen)
    take_back_decline(invitation)
    return place(by, invitation, slot, "school", is_fixed)


@db.atomic()
def cancel_for(by: Person, invitation: Invitation, seen: int | None = None) -> None:
    """The school takes a time back. Refused: `not_invited`, and `moved` when it is not the slot that was seen."""
    free(by, still_on(locked_for_school(invitation), seen))


@db.atomic()
def swap_bookings(
    by: Person, one: Invitation, other: Invitation, seen: tuple[int | None, int | None] = (None, None)
) -> None:
    """The school lets two families with the same host change times; `seen` are their slots as the page named them.
    Refused: `not_invited`, `other_host`, `moved`."""
    one, other = (still_on(locked_for_school(each), slot) for each, slot in zip((one, other), seen, strict=True))
    first, second = booking_of(one), booking_of(other)
    if first is None or second is None or one.host_id != other.host_id:
        raise Refused("other_host")
    end_booking(by, first)
    end_booking(by, second)
    for invitation, slot in ((one, second.slot), (other, first.slot)):
        keep(by, invitation, slot, "school", True, is_moved=True)
        stop_waiting(invitation, slot)


def free(by: Person, invitation: Invitation) -> None:
    """Within the lock: the time of an invitation ends, and who waits for it gets it. It waits for no other itself: who
    was called off is not put on a time by itself later."""
    stop_waiting(invitation)
    if booking := booking_of(invitation):
        end_booking(by, booking)
        cancel_appointment(appointment_key(invitation))
        if invitation.round.shows_times():
            tell_ended(by, booking)
            tell_host_of(by, booking)
        give_away(booking.slot)


def place(
    by: Person | None,
    invitation: Invitation,
    slot: Slot,
    source: str,
    is_fixed: bool = False,
    busy: Busy | None = None,
) -> Booking:
    """Within the lock: the invitation on this slot and nowhere else. The unique indexes have the last word. Who places
    many knows already when their teachers are `busy` in other rounds."""
    slot = Slot.get_by_id(slot.id)  # as it is now: it may have been blocked while somebody looked
    if slot.host_id != invitation.host_id:
        raise Refused("other_host")
    if slot.is_blocked:
        raise Refused("slot_blocked")
    earlier = booking_of(invitation)
    if earlier and earlier.slot_id == slot.id:
        Booking.update(is_fixed=is_fixed or earlier.is_fixed).where(Booking.id == earlier.id).execute()
        return earlier
    if not (busy or Busy([slot.host_id])).is_free(slot):
        raise Refused("teacher_elsewhere")
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
        tell_host_of(by, booking)
    return booking


def tell_host_of(by: Person | None, booking: Booking) -> None:
    if is_shortly_before(booking.slot.starts_at, clock.now()):
        tell_host(by, booking)


def end_booking(by: Person | None, booking: Booking) -> None:
    Booking.update(ended_at=clock.now(), ended_by=by).where(Booking.id == booking.id).execute()
    audit(by, "end_booking", booking.invitation.child, slot=booking.slot_id, invitation=booking.invitation_id)


def give_away(slot: Slot) -> None:
    """A slot came free: who waits for it longest and can be there moves to it, and so frees another one. Only while
    parents may choose: later nobody finds another time than the one they know."""
    waiting = WaitingPlace.select().where(WaitingPlace.slot == slot, WaitingPlace.ended_at.is_null())
    for waits in waiting.order_by(WaitingPlace.made_at, WaitingPlace.id):
        invitation = invitations().where(Invitation.id == waits.invitation_id).first()
        if invitation and may_move_up(waits.made_by, invitation, slot):
            place(None, invitation, slot, "waiting")
            stop_waiting(invitation)
            return


def may_move_up(by: Person | None, invitation: Invitation, slot: Slot) -> bool:
    now = clock.now()
    is_open = may_choose_times(moments_of(invitation.round), now) and now < slot.starts_at
    is_there = not slot.is_blocked and Busy([slot.host_id]).is_free(slot)
    return is_open and is_there and not has_clash(by, invitation, slot)


def stop_waiting(invitation: Invitation, slot: Slot | None = None) -> None:
    """The invitation waits no longer for this slot, or for any."""
    waits = (WaitingPlace.invitation == invitation) & WaitingPlace.ended_at.is_null()
    if slot is not None:
        waits &= WaitingPlace.slot == slot
    WaitingPlace.update(ended_at=clock.now()).where(waits).execute()


def take_back_decline(invitation: Invitation) -> None:
    Invitation.update(declined_at=None).where(Invitation.id == invitation.id).execute()


def booking_of(invitation: Invitation) -> Booking | None:
    """The time that an invitation has now, asked anew: another may have changed it meanwhile."""
    return (
        Booking.select(Booking, Slot)
        .join(Slot)
        .where(Booking.invitation == invitation, Booking.ended_at.is_null())
        .first()
    )


def still_on(invitation: Invitation, slot_id: int | None) -> Invitation:
    """Within the lock: the invitation, if it has the time that somebody saw, or none any more. Refused: `moved`."""
    if slot_id is not None and (booking := booking_of(invitation)) and booking.slot_id != slot_id:
        raise Refused("moved")
    return invitation


def locked_for_parents(invitation: Invitation) -> Invitation:
    """Within the lock: the invitation as it is now, while parents may choose their time."""
    lock_round(invitation.round_id)
    found = invitations().where(Invitation.id == invitation.id).first()
    if found is None:
        raise Refused("not_invited")
    if not may_choose_times(moments_of(found.round), clock.now()):
        raise Refused("not_open")
    return found


def locked_for_school(invitation: Invitation) -> Invitation:
    """Within the lock: the invitation as it is now, of a round that goes on."""
    lock_round(invitation.round_id)
    found = invitations().where(Invitation.id == invitation.id).first()
    if found is None or found.round.cancelled_at:
        raise Refused("not_invited")
    return found


def reachable(by: Person, invitation: Invitation, slot: Slot | None) -> Slot:
    """A time at which this parent can be there; none is a time that the school took away."""
    if slot is None:
        raise Refused("slot_blocked")
    if slot.starts_at <= clock.now():
        raise Refused("slot_passed")
    if has_clash(by, invitation, slot):
        raise Refused("clashes")
    return slot


def has_clash(by: Person | None, invitation: Invitation, slot: Slot) -> bool:
    """Whether this parent is at another talk then; where nobody asks, one of the parents."""
    here = talking_at(slot, invitation.host)
    people = [by] if by else answerers_of(invitation)
    return any(clash(here, there, invitation.round.walking) for _other, there in family_bookings_of(invitation, people))


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
    """Whoever changes who comes when in a round waits for the one before: so nobody chooses from an old picture. Also
    in the rounds beside it, in which the same teachers receive; in one order, so that nobody waits for ever."""
    for number in sorted({round_id, *rounds_beside(round_id)}):
        one_at_a_time(f"round-{number}")
