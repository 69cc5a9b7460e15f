"""What parents do about a talk: wait, decline, and what they are told and offered."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.conferences.rounds import invite, make_usual_round, slots_of
from webapp.accounts.models import Person
from webapp.conferences.actions.bookings import (
    book_for,
    book_slot,
    booking_of,
    cancel_booking,
    cancel_for,
    swap_bookings,
)
from webapp.conferences.actions.declining import accept_invitation, decline_invitation
from webapp.conferences.actions.waiting import stop_waiting_for, wait_for_slot
from webapp.conferences.models import Invitation, Round, Slot, WaitingPlace
from webapp.conferences.queries.choices import choices_of
from webapp.conferences.queries.invitations import family_bookings_of
from webapp.conferences.rules.choices import Choice, next_offers
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.notifications.models import Delivery, Notification


def told() -> set[tuple[str, int]]:
    rows = Delivery.select(Delivery.person, Notification.title).join(Notification)
    return {(row.notification.title, row.person_id) for row in rows}


def seen_by_marieke(cast: Cast, invitation: Invitation) -> list[Choice]:
    return choices_of(invitation, family_bookings_of(invitation, [cast.marieke]))


def open_waits(invitation: Invitation) -> list[int]:
    rows = WaitingPlace.select().where(WaitingPlace.invitation == invitation, WaitingPlace.ended_at.is_null())
    return [row.slot_id for row in rows]


def test_who_waits_moves_to_the_time_that_comes_free_and_hears_it(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    first, second, third, *_ = slots_of(noor.host)
    book_slot(cast.marieke, noor, first)
    book_slot(cast.eline, sem, second)
    wait_for_slot(cast.eline, sem, first)
    wait_for_slot(cast.eline, sem, first)

    cancel_booking(cast.marieke, noor)

    assert (booking_of(sem).slot_id, booking_of(noor), open_waits(sem)) == (first.id, None, [])
    assert ("U hebt de tijd waarop u wachtte", cast.eline.id) in told()
    assert third.id  # nobody has it


def test_parents_are_told_when_and_where_each_in_the_own_language(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    Person.update(language="en").where(Person.id == cast.marieke).execute()
    slot = slots_of(noor.host)[0]
    day = f"{slot.day.day} {slot.day:%B}"

    book_for(cast.joris, noor, slot)
    cancel_for(cast.joris, noor)

    bodies = [
        row.body for row in Notification.select().where(Notification.key.endswith("-en")).order_by(Notification.id)
    ]
    assert [f"{day} at 18:00" in body for body in bodies] == [True, True]
    assert [where for where in ("Joris", "Lokaal 3") if where not in bodies[0]] == []


def test_time_that_came_free_meanwhile_is_booked_at_once(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    slot = slots_of(noor.host)[0]

    booking = wait_for_slot(cast.marieke, noor, slot)

    assert (booking.slot_id, open_waits(noor)) == (slot.id, [])


def test_who_called_off_is_not_put_on_a_time_later(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    first, second, *_ = slots_of(noor.host)
    book_slot(cast.marieke, noor, first)
    book_slot(cast.eline, sem, second)
    wait_for_slot(cast.marieke, noor, second)

    cancel_booking(cast.marieke, noor)
    cancel_booking(cast.eline, sem)

    assert (booking_of(noor), open_waits(noor)) == (None, [])


def test_who_got_the_time_they_waited_for_by_a_swap_can_call_it_off(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    first, second, *_ = slots_of(noor.host)
    book_slot(cast.marieke, noor, first)
    book_slot(cast.eline, sem, second)
    wait_for_slot(cast.marieke, noor, second)

    swap_bookings(cast.joris, noor, sem)
    cancel_booking(cast.marieke, noor)

    assert (booking_of(noor), booking_of(sem).slot_id, open_waits(noor)) == (None, first.id, [])


def test_nobody_waits_for_the_time_they_have(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    first, second, *_ = slots_of(noor.host)
    book_slot(cast.marieke, noor, first)

    booking = wait_for_slot(cast.marieke, noor, first)  # from a page of before the other parent took it
    book_slot(cast.marieke, noor, second)

    assert (booking.slot_id, booking_of(noor).slot_id, open_waits(noor)) == (first.id, second.id, [])


def test_parent_waits_for_three_times_at_most(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    slots = slots_of(noor.host)
    others = [invite(noor.host, child) for child in (cast.sem, cast.yara, cast.mees, cast.lotte)]
    for other, slot in zip(others, slots, strict=False):
        book_for(cast.ingrid, other, slot)
    for slot in slots[:3]:
        wait_for_slot(cast.marieke, noor, slot)

    with pytest.raises(Refused, match="enough_waiting"):
        wait_for_slot(cast.marieke, noor, slots[3])

    assert open_waits(noor) == [slot.id for slot in slots[:3]]


def test_who_waits_no_longer_stays_where_they_are(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    first, second, *_ = slots_of(noor.host)
    book_slot(cast.marieke, noor, first)
    book_slot(cast.eline, sem, second)
    wait_for_slot(cast.eline, sem, first)
    stop_waiting_for(cast.eline, sem, first)

    cancel_booking(cast.marieke, noor)

    assert booking_of(sem).slot_id == second.id


def test_nobody_is_moved_once_nothing_may_change_any_more(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    first, second, third, *_ = slots_of(noor.host)
    book_slot(cast.marieke, noor, first)
    book_slot(cast.eline, sem, second)
    wait_for_slot(cast.eline, sem, first)
    Round.update(closes_at=clock.now(), changes_until=clock.now()).execute()

    book_for(cast.ingrid, noor, third)

    assert booking_of(sem).slot_id == second.id


def test_decline_gives_the_time_back_and_can_be_taken_back(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])

    decline_invitation(cast.marieke, noor)
    declined = Invitation.get_by_id(noor.id).declined_at
    accept_invitation(cast.marieke, noor)

    assert (booking_of(noor), declined is not None) == (None, True)
    assert Invitation.get_by_id(noor.id).declined_at is None


def test_who_declined_and_takes_a_time_wants_a_talk(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    decline_invitation(cast.marieke, noor)

    book_slot(cast.marieke, noor, slots_of(noor.host)[0])

    assert Invitation.get_by_id(noor.id).declined_at is None


def test_nothing_is_declined_after_the_last_moment(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    Round.update(closes_at=clock.now(), changes_until=clock.now()).execute()

    with pytest.raises(Refused, match="not_open"):
        decline_invitation(cast.marieke, noor)

    assert (Invitation.get_by_id(noor.id).declined_at, Notification.select().count()) == (None, 0)


def test_invitation_that_was_taken_back_books_nothing(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    Invitation.update(withdrawn_at=clock.now()).where(Invitation.id == noor.id).execute()

    with pytest.raises(Refused, match="not_invited"):
        book_slot(cast.marieke, noor, slots_of(noor.host)[0])

    assert booking_of(noor) is None


def test_time_that_was_blocked_while_a_parent_looked_is_refused(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    looked_at = slots_of(noor.host)[0]
    Slot.update(is_blocked=True).where(Slot.id == looked_at.id).execute()

    with pytest.raises(Refused, match="slot_blocked"):
        book_slot(cast.marieke, noor, looked_at)

    assert (booking_of(noor), Notification.select().count()) == (None, 0)


def test_choices_tell_what_is_taken_what_clashes_and_what_joins_up(cast: Cast):
    _round, noor, daan = make_usual_round(cast)
    slots, others = slots_of(noor.host), slots_of(daan.host)
    book_for(cast.ingrid, invite(daan.host, cast.yara), others[3])
    book_slot(cast.marieke, noor, slots[0])

    shown = seen_by_marieke(cast, daan)[:5]

    assert [(one.clashes, one.joins, one.is_taken) for one in shown] == [
        (("Noor",), (), False),  # 18:00, as Noor's
        (("Noor",), (), False),  # 18:10, with no time to walk
        ((), ("Noor",), False),  # 18:20
        ((), (), True),
        ((), (), False),
    ]


def test_who_misses_a_time_is_offered_what_joins_up_else_the_nearest(cast: Cast):
    _round, noor, daan = make_usual_round(cast)
    slots = slots_of(daan.host)
    alone = seen_by_marieke(cast, daan)
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])
    beside_noor = seen_by_marieke(cast, daan)

    book_for(cast.ingrid, invite(daan.host, cast.yara), slots[4])
    offers = [next_offers(choices, slots[4].id) for choices in (alone, beside_noor)]

    assert [[one.talking.starts - 18 * 60 for one in offered] for offered in offers] == [[40, 30, 50], [20, 40, 30]]


def test_teacher_hears_of_a_change_shortly_before_the_talk_only(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    slots = slots_of(noor.host)
    book_slot(cast.marieke, noor, slots[0])
    long_before = {person for _title, person in told()}
    Slot.update(day=clock.today() + timedelta(days=1)).where(Slot.day == slots[0].day).execute()

    book_slot(cast.marieke, noor, slots[1])

    assert (cast.joris.id in long_before, ("Er is iets gewijzigd in uw oudergesprekken", cast.joris.id) in told()) == (
        False,
        True,
    )
