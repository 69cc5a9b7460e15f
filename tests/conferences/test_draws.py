"""The fair draw: the same seed gives the same draw, nobody is favoured, and a family is in one place."""

from collections import Counter
from datetime import date
from hashlib import sha256

import pytest

from webapp.conferences.rules.draws import Drawn, Entry, Offer, chances_of, draw, missed_out, tickets_of
from webapp.conferences.rules.slots import Talking
from webapp.core.tickets import hash_of

TUESDAY = date(2026, 12, 8)
SEEDS = [f"seed {number}" for number in range(1000)]


def offer(host: int, starts: int) -> Offer:
    return Offer(host, Talking(TUESDAY, starts, starts + 10, f"host {host}"))


def who_got(slot: int, drawn: list[Drawn]) -> int:
    return next(one.invitation for one in drawn if one.slot == slot)


def test_ticket_can_be_checked_by_hand():
    entry = Entry(41, family=1, host=1, chances=("siblings",))

    tickets = tickets_of("kastanje", entry)

    assert tickets == [sha256(b"kastanje:41").hexdigest(), sha256(b"kastanje:41:2").hexdigest()]
    assert hash_of("kastanje") == sha256(b"kastanje").hexdigest()


def test_same_seed_gives_the_same_draw_in_whatever_order_the_invitations_come():
    entries = [Entry(number, family=number, host=1, wishes=(1, 2)) for number in range(1, 6)]
    offers = {number: offer(1, 1080 + 10 * number) for number in range(1, 6)}

    drawn = draw("kastanje", entries, offers, walking=5)

    assert drawn == draw("kastanje", entries[::-1], offers, walking=5)
    assert [one.place for one in drawn] == [1, 2, 3, 4, 5]
    assert [one.ticket for one in drawn] == sorted(one.ticket for one in drawn)
    assert {one.slot for one in drawn} == {1, 2, 3, 4, 5}
    assert [one.rank for one in drawn] == [1, 2, None, None, None]


def test_nobody_with_equal_chances_is_favoured():
    entries = [Entry(number, family=number, host=1, wishes=(1,)) for number in range(1, 9)]
    offers = {number: offer(1, 1080 + 10 * number) for number in range(1, 9)}

    won = Counter(who_got(1, draw(seed, entries, offers, walking=5)) for seed in SEEDS)

    assert sorted(won) == list(range(1, 9))
    assert all(abs(times - 125) < 42 for times in won.values())  # four times the standard deviation of 10.5


def test_second_ticket_doubles_the_chance():
    entries = [Entry(1, family=1, host=1, chances=("missed",), wishes=(1,))]
    entries += [Entry(number, family=number, host=1, wishes=(1,)) for number in (2, 3)]
    offers = {number: offer(1, 1080 + 10 * number) for number in (1, 2, 3)}

    won = Counter(who_got(1, draw(seed, entries, offers, walking=5)) for seed in SEEDS)

    assert abs(won[1] - 500) < 64  # two of four tickets; four times the standard deviation of 15.8
    assert all(abs(won[number] - 250) < 55 for number in (2, 3))


@pytest.mark.parametrize("seed", SEEDS[:20])
def test_brothers_and_sisters_never_clash(seed: str):
    entries = [Entry(1, family=1, host=1, wishes=(1,)), Entry(2, family=1, host=2, wishes=(3,))]
    offers = {1: offer(1, 1080), 2: offer(1, 1100), 3: offer(2, 1080), 4: offer(2, 1100)}

    drawn = draw(seed, entries, offers, walking=5)

    assert {one.slot for one in drawn} in ({1, 4}, {2, 3})
    assert [one.rank for one in drawn] == [1, None]


def test_who_is_at_a_talk_of_another_round_gets_another_time():
    there = Talking(TUESDAY, 1080, 1090, "host 9")
    entry = Entry(1, family=1, host=1, wishes=(1, 2), elsewhere=(there,))

    drawn = draw("kastanje", [entry], {1: offer(1, 1090), 2: offer(1, 1095)}, walking=5)

    assert [(one.slot, one.rank) for one in drawn] == [(2, 2)]


def test_who_can_have_no_time_is_told_so_and_takes_none():
    entries = [Entry(1, family=1, host=1), Entry(2, family=2, host=1)]

    drawn = draw("kastanje", entries, {1: offer(1, 1080), 2: offer(2, 1080)}, walking=5)

    assert [(one.slot, one.rank) for one in drawn] == [(1, None), (None, None)]


@pytest.mark.parametrize(("rank", "missed"), [(1, False), (3, False), (4, True), (None, True)])
def test_who_got_none_of_the_first_three_wishes_missed_out(rank: int | None, missed: bool):
    assert missed_out(rank) is missed


def test_each_reason_is_one_more_chance():
    assert chances_of(missed_before=True, has_siblings=False, works_shifts=True) == ("missed", "shifts")
