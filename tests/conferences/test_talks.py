"""What the school does about talks: book, swap, call off, note, ask again, remind."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import Cast
from tests.conferences.rounds import invite, make_round, make_usual_round, slots_of
from webapp.conferences.actions.bookings import book_for, book_slot, booking_of, cancel_for, swap_bookings
from webapp.conferences.actions.declining import decline_invitation
from webapp.conferences.actions.nudges import nudge_families, remind_of_talks
from webapp.conferences.actions.talks import ask_again, write_note
from webapp.conferences.models import Host, Invitation, Round, Slot
from webapp.conferences.queries.nudges import undecided_in
from webapp.conferences.queries.talks import times_for
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.notifications.models import Delivery, Notification


def told(title: str) -> set[int]:
    rows = Delivery.select(Delivery.person, Notification.title).join(Notification)
    return {row.person_id for row in rows if row.notification.title == title}


def test_school_calls_a_talk_off_and_the_parents_hear_it(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])

    cancel_for(cast.joris, noor)

    assert (booking_of(noor), told("Uw oudergesprek gaat niet door")) == (None, {cast.marieke.id})


def test_school_books_who_declined_and_that_is_then_a_talk(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    decline_invitation(cast.marieke, noor)

    book_for(cast.joris, noor, slots_of(noor.host)[0])

    assert (Invitation.get_by_id(noor.id).declined_at, booking_of(noor) is not None) == (None, True)


@pytest.mark.parametrize("what", ["book", "cancel", "swap", "ask"])
def test_nothing_happens_in_a_round_that_was_called_off(cast: Cast, what):
    _round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    first, second, third, *_ = slots_of(noor.host)
    book_for(cast.joris, noor, first)
    book_for(cast.joris, sem, second)
    Round.update(cancelled_at=clock.now()).execute()
    told_before = Notification.select().count()
    acts = {
        "book": lambda: book_for(cast.joris, noor, third),
        "cancel": lambda: cancel_for(cast.joris, noor),
        "swap": lambda: swap_bookings(cast.joris, noor, sem),
        "ask": lambda: ask_again(cast.joris, noor),
    }

    with pytest.raises(Refused, match="not_invited"):
        acts[what]()

    assert (booking_of(noor).slot_id, booking_of(sem).slot_id) == (first.id, second.id)
    assert Notification.select().count() == told_before


def test_parents_who_declined_are_asked_again_once(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    decline_invitation(cast.marieke, noor)

    ask_again(cast.joris, noor)
    ask_again(cast.joris, noor)

    assert Invitation.get_by_id(noor.id).declined_at is None
    assert told("De school wil u graag spreken") == {cast.marieke.id}


def test_school_sees_which_times_clash_here_and_nothing_of_talks_elsewhere(cast: Cast):
    _round, noor, daan = make_usual_round(cast)
    host, same = Host.create(round=make_round(cast.bso), name="Bram"), slots_of(daan.host)[4]
    slot = Slot.create(host=host, day=same.day, starts=same.starts, ends=same.ends)
    book_for(cast.bram, invite(host, cast.noor), slot)
    before = {one.clashes for one in times_for(daan)}

    book_for(cast.joris, noor, slots_of(noor.host)[0])

    assert before == {()}
    assert [one.clashes for one in times_for(daan)[:3]] == [("Noor",), ("Noor",), ()]


def test_note_is_kept_and_that_the_two_talks_must_be_apart(cast: Cast):
    _round, noor, _daan = make_usual_round(cast, "plan")

    write_note(cast.joris, noor, "leesniveau", True)

    row = Invitation.get_by_id(noor.id)
    assert (row.note, row.is_apart) == ("leesniveau", True)


def test_who_has_not_chosen_is_counted_by_family_and_reminded_once_a_day(cast: Cast):
    round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    yara = invite(noor.host, cast.yara)
    book_for(cast.joris, sem, slots_of(noor.host)[0])
    decline_invitation(cast.karima, yara)

    waiting = undecided_in(round)
    families = nudge_families(cast.ingrid, round)
    with pytest.raises(Refused, match="nudged_today"):
        nudge_families(cast.ingrid, round)

    assert sorted(one.child.given_name for one, _people in waiting.waiting) == ["Daan", "Noor"]
    assert ([one.id for one in waiting.declined], waiting.families, families) == ([yara.id], 1, 1)
    assert told("Kies nog een tijd voor het oudergesprek") == {cast.marieke.id}


def test_nobody_is_reminded_when_nothing_can_be_chosen(cast: Cast):
    round, _noor, _daan = make_usual_round(cast, closes_at=clock.now(), changes_until=clock.now())

    with pytest.raises(Refused, match="not_open"):
        nudge_families(cast.ingrid, round)

    assert Notification.select().count() == 0


def test_who_told_wishes_is_not_reminded(cast: Cast):
    round, noor, daan = make_usual_round(cast, "draw")
    Invitation.update(wished_at=clock.now()).where(Invitation.id.in_([noor.id, daan.id])).execute()

    with pytest.raises(Refused, match="nobody_left"):
        nudge_families(cast.ingrid, round)

    assert Notification.select().count() == 0


def test_evening_before_each_parent_is_reminded_once(cast: Cast, monkeypatch):
    _round, noor, daan = make_usual_round(cast)
    first = slots_of(noor.host)[0]
    book_for(cast.joris, noor, first)
    book_for(cast.joris, daan, slots_of(daan.host)[3])
    book_for(cast.joris, invite(noor.host, cast.sem), slots_of(noor.host)[-1])  # another day
    evening = datetime.combine(first.day - timedelta(days=1), datetime.min.time(), UTC)
    moments = []

    for hour in (16, 17, 18):  # the last two are 18:00 and 19:00 or later at school, in summer and in winter
        monkeypatch.setattr(clock, "now", lambda hour=hour: evening + timedelta(hours=hour))
        remind_of_talks()
        moments.append(told("Morgen is uw oudergesprek"))

    assert moments[1:] == [{cast.marieke.id}] * 2
    assert (
        Delivery.select().join(Notification).where(Notification.kind == "reminders", Delivery.channel == "mail").count()
        == 1
    )
    body = Notification.get(Notification.kind == "reminders").body
    assert body == "18:00 Joris Smit, Lokaal 3; 18:30 Eline van den Berg, Lokaal 6"


@pytest.mark.parametrize("mode", ["draw", "plan"])
def test_nobody_is_reminded_of_a_time_that_is_not_known_yet(cast: Cast, monkeypatch, mode):
    _round, noor, _daan = make_usual_round(cast, mode)
    first = slots_of(noor.host)[0]
    book_for(cast.joris, noor, first)
    evening = datetime.combine(first.day - timedelta(days=1), datetime.min.time(), UTC)
    monkeypatch.setattr(clock, "now", lambda: evening + timedelta(hours=18))

    remind_of_talks()

    assert told("Morgen is uw oudergesprek") == set()
