"""What parents have still to do, on top of the feed: the talks for which no time was chosen and no wishes were told."""

from datetime import timedelta

import pytest
from playhouse.test_utils import assert_query_count

from tests.cast import Cast
from tests.conferences.rounds import make_host, make_round, make_usual_round, slots_of
from webapp.conferences.actions.bookings import book_for, book_slot
from webapp.conferences.models import Invitation, Round
from webapp.conferences.queries.waiting import waiting_talks_of, waiting_talks_to
from webapp.core import clock


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("first_come", "Kies een tijd voor het gesprek over Noor"),
        ("draw", "Geef uw wensen door voor het gesprek over Noor"),
        ("plan", "Geef door wanneer u kunt voor het gesprek over Noor"),
    ],
)
def test_feed_says_what_a_parent_has_still_to_do_and_until_when(cast: Cast, browser_of, mode, words):
    round, noor, _daan = make_usual_round(cast, mode)
    Round.update(closes_at=clock.now() + timedelta(days=2)).where(Round.id == round.id).execute()

    page = browser_of(cast.marieke).get("/news").text

    card = page[page.index("Nog doen") : page.index('class="feed"')]
    assert [text in card for text in (words, f'href="/conferences/{noor.id}"', "kan tot ")] == [True] * 3


def test_what_is_done_goes_from_the_feed_that_the_browser_kept(cast: Cast, browser_of):
    _round, noor, daan = make_usual_round(cast)
    browser = browser_of(cast.marieke)
    etag = browser.get("/news").headers["ETag"]

    book_slot(cast.marieke, noor, slots_of(noor.host)[0])
    Invitation.update(declined_at=clock.now()).where(Invitation.id == daan.id).execute()
    answer = browser.get("/news", headers={"If-None-Match": etag})

    assert (answer.status_code, "Nog doen" in answer.text) == (200, False)


@pytest.mark.parametrize(
    "change",
    [
        {"opens_at": timedelta(hours=1)},
        {"closes_at": timedelta(0)},
        {"published_at": None},
        {"cancelled_at": timedelta(0)},
    ],
)
def test_nothing_is_to_be_done_in_a_round_that_is_not_open(cast: Cast, change):
    round, _noor, _daan = make_usual_round(cast)
    assert len(waiting_talks_of(cast.marieke)) == 2

    values = {name: value if value is None else clock.now() + value for name, value in change.items()}
    Round.update(values).where(Round.id == round.id).execute()

    assert waiting_talks_of(cast.marieke) == []


@pytest.mark.parametrize("mode", ["draw", "plan"])
def test_who_told_wishes_has_nothing_to_do_and_hears_no_time_before_it_is_announced(cast: Cast, mode):
    _round, noor, daan = make_usual_round(cast, mode)
    book_for(cast.ingrid, noor, slots_of(noor.host)[0])
    assert [one.invitation_id for one in waiting_talks_of(cast.marieke)] == [daan.id, noor.id]

    Invitation.update(wished_at=clock.now()).execute()

    assert waiting_talks_of(cast.marieke) == []


def test_separated_parents_each_have_only_the_own_household_to_do(cast: Cast):
    round = make_round(cast.school, is_per_parent=True)
    host = make_host(round, cast.joris, cast.group3)
    of_household = {
        name: Invitation.create(round=round, host=host, child=cast.mees, household=name).id
        for name in ("Bakker", "Visser")
    }

    found = waiting_talks_to([cast.sanne.id, cast.tom.id])

    todo = {person.name: [one.invitation_id for one in found[person.id]] for person in (cast.sanne, cast.tom)}
    assert sorted(id for ids in todo.values() for id in ids) == sorted(of_household.values())
    assert all(len(ids) == 1 for ids in todo.values())


def test_many_parents_are_asked_in_one_query(cast: Cast):
    make_usual_round(cast)

    with assert_query_count(1):
        found = waiting_talks_to([cast.marieke.id, cast.sanne.id, cast.tom.id, cast.karima.id])

    assert [one.given_name for one in found[cast.marieke.id]] == ["Daan", "Noor"]
