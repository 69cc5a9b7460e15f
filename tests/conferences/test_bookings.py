"""Who comes when: one at a time, one place, and who waits moves up."""

import pytest

from tests.cast import Cast
from tests.conferences.rounds import invite, make_host, make_round, make_usual_round, slots_of
from webapp.conferences.actions.bookings import book_for, book_slot, booking_of, cancel_booking, swap_bookings
from webapp.conferences.models import Booking, Host, Invitation, Slot, WaitingPlace
from webapp.conferences.queries.invitations import invitations, invitations_of
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.notifications.models import Notification
from webapp.school_calendar.models import Appointment


def slot_numbers(invitation: Invitation) -> list[int]:
    rows = Booking.select().where(Booking.invitation == invitation, Booking.ended_at.is_null())
    return [row.slot_id for row in rows]


def test_parent_takes_a_time_and_it_stands_in_the_calendar(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    slot = slots_of(noor.host)[0]

    book_slot(cast.marieke, noor, slot)

    assert slot_numbers(noor) == [slot.id]
    assert [(row.title, row.starts_at) for row in Appointment.select()] == [("Oudergesprek", slot.starts_at)]


def test_a_time_that_is_taken_is_refused_and_nothing_changes(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    first, second, *_ = slots_of(noor.host)
    book_slot(cast.eline, sem, first)
    book_slot(cast.marieke, noor, second)
    told = Notification.select().count()

    with pytest.raises(Refused, match="slot_taken"):
        book_slot(cast.marieke, noor, first)

    assert (slot_numbers(sem), slot_numbers(noor)) == ([first.id], [second.id])
    assert Notification.select().count() == told


def test_family_is_not_at_two_talks_at_once(cast: Cast):
    _round, noor, daan = make_usual_round(cast)
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])

    with pytest.raises(Refused, match="clashes"):
        book_slot(cast.marieke, daan, slots_of(daan.host)[1])  # it follows at once, with a walk of five minutes

    assert slot_numbers(daan) == []


def test_who_waits_gets_the_time_that_comes_free(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    first, second, *_ = slots_of(noor.host)
    book_slot(cast.marieke, noor, first)
    book_slot(cast.eline, sem, second)
    WaitingPlace.create(slot=first, invitation=sem, made_by=cast.eline, made_at=clock.now())

    cancel_booking(cast.marieke, noor)

    assert (slot_numbers(noor), slot_numbers(sem)) == ([], [first.id])
    assert booking_of(sem).source == "waiting"


def test_school_books_for_a_family_after_the_last_moment(cast: Cast):
    round, noor, _daan = make_usual_round(cast)
    type(round).update(closes_at=clock.now(), changes_until=clock.now()).execute()
    noor = invitations().where(Invitation.id == noor.id).get()
    slot = slots_of(noor.host)[3]

    with pytest.raises(Refused, match="not_open"):
        book_slot(cast.marieke, noor, slot)
    book_for(cast.joris, noor, slot)

    assert slot_numbers(noor) == [slot.id]


def test_invitations_of_a_parent_are_only_the_own(cast: Cast):
    _round, noor, daan = make_usual_round(cast)
    invite(noor.host, cast.sem)

    own = list(invitations_of(cast.marieke))

    assert [(one.id, one.booking) for one in own] == [(daan.id, None), (noor.id, None)]


def test_parent_linked_to_the_child_elsewhere_only_is_not_invited(cast: Cast):
    round = make_round(cast.bso)
    host = Host.create(round=round, name="Bram")
    invite(host, cast.noor)
    daan = invite(host, cast.daan)  # Marieke is linked to Noor at the BSO, and to Daan at the school only

    own = list(invitations_of(cast.marieke))

    assert daan.id not in [one.id for one in own]
    assert [one.child.given_name for one in own] == ["Noor"]


def test_invitation_of_the_other_parent_is_not_there(cast: Cast):
    round = make_round(cast.school)
    host = make_host(round, cast.joris, cast.group4)
    for_sanne = invite(host, cast.mees, cast.sanne)

    assert [list(invitations_of(person)) for person in (cast.sanne, cast.tom)] == [[for_sanne], []]


def test_two_families_change_times(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    first, second, *_ = slots_of(noor.host)
    book_slot(cast.marieke, noor, first)
    book_slot(cast.eline, sem, second)

    swap_bookings(cast.joris, noor, sem)

    assert (slot_numbers(noor), slot_numbers(sem)) == ([second.id], [first.id])


def test_blocked_time_is_given_to_nobody(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    slot = slots_of(noor.host)[0]
    Slot.update(is_blocked=True).where(Slot.id == slot.id).execute()

    with pytest.raises(Refused, match="slot_blocked"):
        book_slot(cast.marieke, noor, slots_of(noor.host)[0])

    assert (slot_numbers(noor), Appointment.select().count()) == ([], 0)


def test_in_a_plan_nothing_stands_in_a_calendar_before_it_is_announced(cast: Cast):
    _round, noor, _daan = make_usual_round(cast, "plan")

    book_for(cast.ingrid, noor, slots_of(noor.host)[0])

    assert (len(slot_numbers(noor)), Appointment.select().count(), Notification.select().count()) == (1, 0, 0)
