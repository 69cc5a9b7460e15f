"""The board of a plan: moving, changing places, pins, and telling the times."""

import pytest

from tests.cast import Cast
from tests.conferences.rounds import invite, make_host, make_round, make_usual_round, slots_of
from tests.conferences.test_planned_rounds import close, planned, slot_now
from webapp.conferences.actions.availability import tell_availability
from webapp.conferences.actions.bookings import book_for
from webapp.conferences.actions.plan_moves import move_talk, unpin_talk
from webapp.conferences.models import Booking, Invitation, Round, Slot
from webapp.conferences.queries.availability import stretches_asked_in
from webapp.conferences.queries.boards import board_of
from webapp.conferences.rules.availability import CAN, CANNOT, GLADLY
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.notifications.models import Notification


def placed_round(cast: Cast) -> tuple[Round, Invitation, Invitation, list[Slot]]:
    """Noor first and Sem second with Joris, as a planner placed them; parents can tell no more."""
    round, noor, _daan = make_usual_round(cast, "plan")
    sem = invite(noor.host, cast.sem)
    slots = slots_of(noor.host)
    for one, slot in ((noor, slots[0]), (sem, slots[1])):
        Booking.create(slot=slot, invitation=one, source="plan", made_at=clock.now())
    return close(round), noor, sem, slots


def is_fixed(invitation: Invitation) -> bool:
    return Booking.get(Booking.invitation == invitation, Booking.ended_at.is_null()).is_fixed


def marks_now(round: Round) -> dict[str, list[str]]:
    cells = [cell for _day, rows in board_of(round).days for _starts, cells in rows for cell in cells if cell]
    return {cell.invitation.child.given_name: cell.marks for cell in cells if cell.invitation}


def test_talk_is_put_on_a_free_time_and_stays_there(cast: Cast):
    round, noor, sem, slots = placed_round(cast)

    move_talk(cast.ingrid, noor, slots[5], None)
    planned(cast, round)

    assert (slot_now(noor).id, is_fixed(noor), is_fixed(sem)) == (slots[5].id, True, False)
    assert Notification.select().count() == 0


def test_on_a_taken_time_two_change_places_and_both_are_fixed(cast: Cast):
    _round, noor, sem, slots = placed_round(cast)

    move_talk(cast.ingrid, noor, slots[1], sem.id)

    assert [(slot_now(one).id, is_fixed(one)) for one in (noor, sem)] == [(slots[1].id, True), (slots[0].id, True)]


def test_where_it_is_already_a_talk_is_only_fixed(cast: Cast):
    _round, noor, _sem, slots = placed_round(cast)

    move_talk(cast.ingrid, noor, slots[0], noor.id)

    assert (slot_now(noor).id, is_fixed(noor), Booking.select().count()) == (slots[0].id, True, 2)


@pytest.mark.parametrize(
    ("place", "seen", "code"),
    [(1, None, "board_changed"), (5, "sem", "board_changed"), (6, None, "slot_blocked"), (None, None, "slot_blocked")],
)
def test_move_that_cannot_be_is_refused_and_everybody_stays(cast: Cast, place, seen, code):
    _round, noor, sem, slots = placed_round(cast)
    Slot.update(is_blocked=True).where(Slot.id == slots[6].id).execute()

    with pytest.raises(Refused, match=code):
        move_talk(cast.ingrid, noor, None if place is None else slots[place], seen and sem.id)

    assert [(slot_now(one).id, is_fixed(one)) for one in (noor, sem)] == [(slots[0].id, False), (slots[1].id, False)]


def test_talk_without_a_time_takes_nobodys(cast: Cast):
    round, noor, sem, slots = placed_round(cast)
    yara = invite(noor.host, cast.yara)

    with pytest.raises(Refused, match="slot_taken"):
        move_talk(cast.ingrid, yara, slots[1], sem.id)

    assert (slot_now(yara), slot_now(sem).id) == (None, slots[1].id)
    assert "Yara" in [one.child.given_name for one in board_of(round).waiting]


def test_pin_that_is_taken_off_lets_the_planner_move_the_talk(cast: Cast):
    round, noor, daan = make_usual_round(cast, "plan")
    Slot.update(is_blocked=True).where(Slot.host == daan.host, Slot.day != slots_of(daan.host)[0].day).execute()
    book_for(cast.ingrid, noor, slots_of(noor.host)[-1], is_fixed=True)

    unpin_talk(cast.ingrid, noor)
    planned(cast, round)

    assert slot_now(noor).day == slot_now(daan).day


def test_board_says_in_words_what_is_wrong(cast: Cast):
    round, noor, daan = make_usual_round(cast, "plan")
    first, second, *others = stretches_asked_in(round)
    tell_availability(cast.marieke, noor, {first: CANNOT, second: CAN} | dict.fromkeys(others, GLADLY))
    sem = invite(noor.host, cast.sem)
    slots = slots_of(noor.host)
    book_for(cast.ingrid, noor, slots[0])
    book_for(cast.ingrid, daan, slots_of(daan.host)[1])
    book_for(cast.ingrid, sem, slots[2])

    marks = marks_now(round)

    assert marks["Noor"] == ["cannot", "clashes", "not_joined"]
    assert marks["Daan"] == ["cannot", "clashes", "not_joined"]
    assert marks["Sem"] == ["receives"]  # Eline, the mother, receives about Daan and has no time to walk


def test_both_parents_on_one_evening_is_marked_where_they_come_apart(cast: Cast):
    round = make_round(cast.school, "plan")
    host = make_host(round, cast.joris, cast.group4)
    pair = [invite(host, cast.mees, person) for person in (cast.sanne, cast.tom)]
    Invitation.update(is_apart=True).execute()
    for one, slot in zip(pair, slots_of(host), strict=False):
        book_for(cast.ingrid, one, slot)

    assert marks_now(round) == {"Mees": ["one_evening"]}
