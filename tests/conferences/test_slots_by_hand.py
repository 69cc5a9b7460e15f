"""Times blocked, freed, added and taken away by hand."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.conferences.rounds import BEGINS, days_of_talks, invite, make_usual_round, slots_of
from webapp.conferences.actions.bookings import book_for, book_slot, booking_of, cancel_booking
from webapp.conferences.actions.publications import cancel_round
from webapp.conferences.actions.slots import add_slot, block_slot, free_slot, remove_slot
from webapp.conferences.models import Slot, WaitingPlace
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused


def verbs() -> list[str]:
    return [entry.verb for entry in AuditEntry.select().order_by(AuditEntry.id)]


def test_free_time_is_blocked_and_freed_again(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    slot = slots_of(noor.host)[0]

    block_slot(cast.joris, slot)
    block_slot(cast.joris, slot)
    is_blocked = Slot.get_by_id(slot.id).is_blocked
    free_slot(cast.joris, slot)

    assert (is_blocked, Slot.get_by_id(slot.id).is_blocked) == (True, False)
    assert verbs() == ["block_slot", "free_slot"]


def test_time_of_a_family_is_not_blocked_or_taken_away(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    slot = slots_of(noor.host)[0]
    book_slot(cast.marieke, noor, slot)

    with pytest.raises(Refused, match="slot_booked"):
        block_slot(cast.joris, slot)
    with pytest.raises(Refused, match="slot_booked"):
        remove_slot(cast.joris, slot)

    assert (Slot.get_by_id(slot.id).is_blocked, booking_of(noor).slot_id) == (False, slot.id)


def test_who_waits_gets_a_time_that_is_freed(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    first, second, *_ = slots_of(noor.host)
    book_for(cast.joris, noor, second)
    block_slot(cast.joris, first)
    WaitingPlace.create(slot=first, invitation=noor, made_by=cast.marieke, made_at=clock.now())

    free_slot(cast.joris, Slot.get_by_id(first.id))

    assert (booking_of(noor).slot_id, booking_of(noor).source) == (first.id, "waiting")


def test_time_is_added_on_a_day_of_the_round_where_nothing_is_yet(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    first, _second = days_of_talks()

    add_slot(cast.joris, noor.host, first, 900, 915)

    assert Slot.select().where(Slot.starts == 900).count() == 1


@pytest.mark.parametrize(
    ("days_later", "starts", "ends", "why"),
    [
        (0, BEGINS + 5, BEGINS + 15, "times_overlap"),
        (0, 900, 900, "ends_before_start"),
        (1, 900, 910, "other_day"),
    ],
)
def test_time_that_cannot_be_is_not_added(cast: Cast, days_later, starts, ends, why):
    _round, noor, _daan = make_usual_round(cast)
    before = Slot.select().count()
    day = days_of_talks()[0] + timedelta(days=days_later)

    with pytest.raises(Refused, match=why):
        add_slot(cast.joris, noor.host, day, starts, ends)

    assert Slot.select().count() == before


def test_time_that_nobody_had_goes_away_and_one_that_somebody_had_stays(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    first, second, *_ = slots_of(noor.host)
    book_slot(cast.marieke, noor, first)
    cancel_booking(cast.marieke, noor)

    remove_slot(cast.joris, second)
    with pytest.raises(Refused, match="slot_used"):
        remove_slot(cast.joris, first)

    assert slots_of(noor.host)[0].id == first.id
    assert Slot.select().where(Slot.id == second.id).count() == 0


def test_nothing_is_done_with_the_times_of_a_cancelled_round(cast: Cast):
    round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    cancel_round(cast.ingrid, round)
    slot = Slot.select().where(Slot.host == sem.host).first()

    with pytest.raises(Refused, match="cancelled"):
        block_slot(cast.ingrid, slot)

    assert Slot.select().where(Slot.is_blocked).count() == 0
