"""The draw of a round: once, told once, explained, and checked by who trusts nobody."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest

from tests.cast import Cast
from tests.conferences.rounds import invite, make_host, make_round, make_usual_round, slots_of
from webapp.conferences.actions.bookings import book_for
from webapp.conferences.actions.draws import draw_round
from webapp.conferences.actions.wishes import tell_wishes
from webapp.conferences.models import Booking, DrawnPlace, Invitation, Round, Slot
from webapp.conferences.queries.draws import offers_of
from webapp.conferences.rules.families import families_of
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.notifications.models import Delivery, Notification
from webapp.school_calendar.models import Appointment

SEED = "een kastanje in november"
SEALED = {"seed": SEED, "seed_hash": sha256(SEED.encode()).hexdigest()}


def close(round: Round) -> None:
    """Parents can wish no more."""
    Round.update(closes_at=clock.now() - timedelta(minutes=1)).where(Round.id == round.id).execute()


def wished_round(cast: Cast) -> tuple[Round, Invitation, Invitation, Invitation]:
    """Noor and Sem wish the same time with Joris, Daan has no wishes; parents can wish no more."""
    round, noor, daan = make_usual_round(cast, "draw", **SEALED)
    sem = invite(noor.host, cast.sem)
    first, second, *_ = slots_of(noor.host)
    tell_wishes(cast.marieke, noor, [first.id, second.id], works_shifts=False)
    tell_wishes(cast.eline, sem, [first.id], works_shifts=True)
    close(round)
    return round, noor, daan, sem


def times_given() -> dict[int, int]:
    return {row.invitation_id: row.slot_id for row in Booking.select().where(Booking.ended_at.is_null())}


def test_everybody_gets_a_time_and_every_family_hears_it_once(cast: Cast):
    round, noor, daan, sem = wished_round(cast)

    draw_round(cast.ingrid, round)

    assert times_given().keys() == {noor.id, daan.id, sem.id}
    assert {row.source for row in Booking.select()} == {"draw"}
    told = Delivery.select(Delivery.person).where(Delivery.channel == "mail").order_by(Delivery.person)
    assert [row.person_id for row in told] == sorted([cast.marieke.id, cast.eline.id])
    assert (Notification.select().count(), Appointment.select().count()) == (1, 3)


def test_second_draw_changes_nothing(cast: Cast):
    round, *_ = wished_round(cast)
    draw_round(cast.ingrid, round)
    before = times_given(), list(DrawnPlace.select().tuples()), Notification.select().count()

    draw_round(cast.peter, round)

    assert (times_given(), list(DrawnPlace.select().tuples()), Notification.select().count()) == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"closes_at": clock.now() + timedelta(days=1)}, "not_closed"),
        ({"mode": "plan"}, "not_closed"),
        ({"seed": ""}, "no_seed"),
        ({"cancelled_at": clock.now()}, "cancelled"),
    ],
)
def test_draw_that_cannot_be_is_refused_and_gives_nobody_a_time(cast: Cast, change, code):
    round, *_ = wished_round(cast)
    Round.update(**change).execute()

    with pytest.raises(Refused, match=code):
        draw_round(cast.ingrid, round)

    assert (times_given(), DrawnPlace.select().count(), Notification.select().count()) == ({}, 0, 0)
    assert Round.get_by_id(round.id).drawn_at is None


def test_reasons_for_more_tickets_are_kept_with_the_place(cast: Cast):
    round, noor, daan, sem = wished_round(cast)

    draw_round(cast.ingrid, round)

    chances = {row.invitation_id: json.loads(row.chances) for row in DrawnPlace.select()}
    assert chances == {noor.id: ["siblings"], daan.id: ["siblings"], sem.id: ["shifts"]}


def test_who_got_none_of_the_first_wishes_last_time_has_one_more_ticket(cast: Cast):
    round, noor, _daan, sem = wished_round(cast)
    draw_round(cast.ingrid, round)
    lost = DrawnPlace.get(DrawnPlace.invitation == sem).got_rank is None
    DrawnPlace.update(got_rank=None).where(DrawnPlace.invitation == noor).execute()
    again = make_round(cast.school, "draw", **SEALED)
    host = make_host(again, cast.joris, cast.group3)
    next_noor, next_yara, next_sem = (invite(host, child) for child in (cast.noor, cast.yara, cast.sem))
    close(again)

    draw_round(cast.ingrid, again)

    places = DrawnPlace.select().join(Invitation).where(Invitation.round == again)
    chances = {row.invitation_id: json.loads(row.chances) for row in places}
    assert chances == {next_noor.id: ["missed"], next_yara.id: [], next_sem.id: ["missed"] if lost else []}


def test_time_that_the_school_gave_before_stays_and_is_not_drawn(cast: Cast):
    round, noor, daan, sem = wished_round(cast)
    slot = slots_of(noor.host)[0]
    book_for(cast.ingrid, noor, slot, is_fixed=True)

    draw_round(cast.ingrid, round)

    assert (times_given()[noor.id], times_given()[sem.id] != slot.id) == (slot.id, True)
    assert {row.invitation_id for row in DrawnPlace.select()} == {daan.id, sem.id}
    assert DrawnPlace.get(DrawnPlace.invitation == sem).got_rank is None


def test_draw_that_is_late_gives_out_no_time_that_has_passed(cast: Cast):
    round, noor, _daan = make_usual_round(cast, "draw")
    *_, last = slots_of(noor.host)

    with clock.frozen_at(last.starts_at + timedelta(hours=1)):
        assert offers_of(round) == {}


def test_who_needs_no_talk_is_not_drawn(cast: Cast):
    round, noor, daan, sem = wished_round(cast)
    Invitation.update(declined_at=clock.now()).where(Invitation.id == noor.id).execute()

    draw_round(cast.ingrid, round)

    assert times_given().keys() == {daan.id, sem.id}


def test_who_is_at_a_talk_of_another_round_is_not_put_there(cast: Cast):
    other, noor_there, _daan = make_usual_round(cast)
    book_for(cast.ingrid, noor_there, slots_of(noor_there.host)[0])
    round = make_round(cast.school, "draw", **SEALED)
    noor = invite(make_host(round, cast.joris, cast.group3), cast.noor)
    close(round)

    draw_round(cast.ingrid, round)

    assert Slot.get_by_id(times_given()[noor.id]).starts == 18 * 60 + 20  # 18:00 and a walk of five minutes
    assert other.id != round.id


@pytest.mark.parametrize("is_given", [True, False])
def test_separated_parents_are_drawn_on_different_evenings_where_that_is_asked(cast: Cast, is_given):
    round = make_round(cast.school, "draw", **SEALED)
    host = make_host(round, cast.joris, cast.group4)
    pair = [invite(host, cast.mees, person) for person in (cast.sanne, cast.tom)]
    Invitation.update(is_apart=True).where(Invitation.id == pair[0].id).execute()
    first = slots_of(host)[0]
    if is_given:
        book_for(cast.ingrid, pair[0], first, is_fixed=True)
    else:
        tell_wishes(cast.sanne, pair[0], [first.id], works_shifts=False)
    tell_wishes(cast.tom, pair[1], [slots_of(host)[1].id], works_shifts=False)
    close(round)

    draw_round(cast.ingrid, round)

    days = {Slot.get_by_id(slot).day for slot in times_given().values()}
    assert len(days) == 2


def test_families_are_who_share_somebody_that_answers():
    assert families_of({1: [7], 2: [8], 3: [7, 9], 4: [9], 5: []}) == {1: 1, 2: 2, 3: 1, 4: 1, 5: 5}
