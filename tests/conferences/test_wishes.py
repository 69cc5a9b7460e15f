"""What parents wish for a draw."""

from datetime import timedelta

import pytest
from playhouse.test_utils import count_queries

from tests.cast import Cast
from tests.conferences.rounds import invite, make_usual_round, slots_of
from webapp.conferences.actions.bookings import book_for
from webapp.conferences.actions.wishes import tell_wishes
from webapp.conferences.models import Invitation, Slot, Wish
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.notifications.models import Notification


def wished_by(invitation: Invitation) -> list[int]:
    return [row.slot_id for row in Wish.select().where(Wish.invitation == invitation).order_by(Wish.rank)]


def typed(*slots: Slot, **more: str) -> dict[str, str]:
    names = ("first", "second", "third", "fourth", "fifth")
    return {name: str(slot.id) for name, slot in zip(names, slots, strict=False)} | more


def test_parent_wishes_and_changes_the_wishes(cast: Cast):
    _round, noor, daan = make_usual_round(cast, "draw")
    one, two, three, *_ = slots_of(noor.host)

    tell_wishes(cast.marieke, noor, [one.id, two.id], works_shifts=False)
    tell_wishes(cast.marieke, noor, [three.id, one.id], works_shifts=True)

    assert (wished_by(noor), wished_by(daan)) == ([three.id, one.id], [])
    told = {row.id: row for row in Invitation.select()}
    assert (told[noor.id].wished_at is not None, told[daan.id].wished_at) == (True, None)
    assert [told[one.id].works_shifts for one in (noor, daan)] == [True, True]


def test_shifts_of_one_parent_say_nothing_of_the_other(cast: Cast):
    _round, noor, _daan = make_usual_round(cast, "draw")
    for_sanne, for_tom = (invite(noor.host, cast.mees, person) for person in (cast.sanne, cast.tom))

    tell_wishes(cast.sanne, for_sanne, [slots_of(noor.host)[0].id], works_shifts=True)

    assert [Invitation.get_by_id(one.id).works_shifts for one in (for_sanne, for_tom)] == [True, False]


@pytest.mark.parametrize(
    ("places", "code"),
    [([], "no_wish"), ([0, 1, 0], "wished_twice"), (range(6), "too_many_wishes"), ([7], "wish_gone")],
)
def test_wishes_that_cannot_be_kept_are_refused_and_the_old_ones_stay(cast: Cast, places, code):
    _round, noor, _daan = make_usual_round(cast, "draw")
    slots = slots_of(noor.host)
    Slot.update(is_blocked=True).where(Slot.id == slots[7].id).execute()
    tell_wishes(cast.marieke, noor, [slots[2].id], works_shifts=False)
    written = AuditEntry.select().count()

    with pytest.raises(Refused, match=code):
        tell_wishes(cast.marieke, noor, [slots[place].id for place in places], works_shifts=False)

    assert wished_by(noor) == [slots[2].id]
    assert (AuditEntry.select().count(), Notification.select().count()) == (written, 0)


@pytest.mark.parametrize("mode", ["plan", "first_come", "draw"])
def test_wishes_are_told_only_while_the_draw_is_open(cast: Cast, mode):
    moments = {"closes_at": clock.now() - timedelta(hours=1)} if mode == "draw" else {}
    _round, noor, _daan = make_usual_round(cast, mode, **moments)

    with pytest.raises(Refused, match="wishes_closed"):
        tell_wishes(cast.marieke, noor, [slots_of(noor.host)[0].id], works_shifts=True)

    assert (wished_by(noor), Invitation.get_by_id(noor.id).works_shifts) == ([], False)


def test_who_wishes_wants_a_talk_after_all(cast: Cast):
    _round, noor, _daan = make_usual_round(cast, "draw")
    Invitation.update(declined_at=clock.now()).where(Invitation.id == noor.id).execute()

    tell_wishes(cast.marieke, noor, [slots_of(noor.host)[0].id], works_shifts=False)

    assert Invitation.get_by_id(noor.id).declined_at is None


def test_form_keeps_the_wishes_and_shows_them_where_the_parent_looks(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast, "draw", seed="kastanje", seed_hash="ab" * 32)
    browser, (one, two, *_) = browser_of(cast.marieke), slots_of(noor.host)

    saved = browser.post(f"/conferences/{noor.id}/wishes", data=typed(two, one, works_shifts="y"))

    assert (saved.status_code, saved.headers["Location"]) == (303, f"/conferences/{noor.id}")
    assert wished_by(noor) == [two.id, one.id]
    page = browser.get(f"/conferences/{noor.id}").text
    assert page.index("<strong>18:10</strong>") < page.index("<strong>18:00</strong>")
    again = browser.get(f"/conferences/{noor.id}/wishes").text
    assert f'<option selected value="{two.id}">' in again.split('id="second"')[0]
    assert ("ab" * 32 in again, "kastanje" in again, " checked" in again) == (True, False, True)


def test_refused_form_keeps_what_was_typed(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast, "draw")
    slot = slots_of(noor.host)[0]

    answer = browser_of(cast.marieke).post(f"/conferences/{noor.id}/wishes", data=typed(slot, slot))

    assert (answer.status_code, wished_by(noor)) == (422, [])
    assert "U koos een tijd twee keer" in answer.text
    assert answer.text.count(f'<option selected value="{slot.id}">') == 2


@pytest.mark.parametrize("slot", ["999999", "x"])
def test_time_that_is_not_there_is_refused(cast: Cast, browser_of, slot):
    _round, noor, _daan = make_usual_round(cast, "draw")

    answer = browser_of(cast.marieke).post(f"/conferences/{noor.id}/wishes", data={"first": slot})

    assert (answer.status_code, wished_by(noor)) == (422, [])


def test_times_that_clash_with_wishes_for_a_brother_are_marked(cast: Cast, browser_of):
    _round, noor, daan = make_usual_round(cast, "draw")
    tell_wishes(cast.marieke, daan, [slots_of(daan.host)[1].id], works_shifts=False)

    page = browser_of(cast.marieke).get(f"/conferences/{noor.id}/wishes").text

    assert page.count("botst met Daan") == 3  # at the same time, and just before and after: no time to walk
    assert page.count("sluit aan op Daan") == 1  # at 18:30; before 18:00 there is nothing


def test_time_that_the_school_gave_away_cannot_be_wished(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast, "draw")
    slot = slots_of(noor.host)[0]
    book_for(cast.ingrid, invite(noor.host, cast.sem), slot)

    answer = browser_of(cast.marieke).post(f"/conferences/{noor.id}/wishes", data=typed(slot))

    assert (answer.status_code, wished_by(noor)) == (422, [])


@pytest.mark.parametrize(
    ("name", "status"), [("marieke", 200), ("sanne", 404), ("eline", 404), ("wouter", 404), ("joris", 404)]
)
def test_wishes_are_those_of_the_own_parents(cast: Cast, browser_of, name, status):
    _round, noor, _daan = make_usual_round(cast, "draw")
    browser = browser_of(getattr(cast, name))

    answers = [browser.get(f"/conferences/{noor.id}/{path}").status_code for path in ("wishes", "draw")]
    posted = browser.post(f"/conferences/{noor.id}/wishes", data=typed(slots_of(noor.host)[0]))

    assert answers == [status] * 2
    assert (posted.status_code == 303, wished_by(noor) != []) == (status == 200, status == 200)


@pytest.mark.parametrize("path", ["wishes", "draw"])
def test_other_rounds_have_no_wishes(cast: Cast, browser_of, path):
    _round, noor, _daan = make_usual_round(cast, "plan")

    assert browser_of(cast.marieke).get(f"/conferences/{noor.id}/{path}").status_code == 404


def test_page_of_wishes_asks_as_much_for_many_as_for_few(cast: Cast, browser_of):
    _round, _noor, daan = make_usual_round(cast, "draw")
    browser, slots = browser_of(cast.marieke), [slot.id for slot in slots_of(daan.host)]
    counts = []
    for many in (1, 3):
        tell_wishes(cast.marieke, daan, slots[:many], works_shifts=False)
        for path in ("", "/wishes"):
            browser.get(f"/conferences/{daan.id}{path}")
            with count_queries() as counted:
                browser.get(f"/conferences/{daan.id}{path}")
            counts.append(counted.count)

    assert (counts[:2] == counts[2:], max(counts) <= 10) == (True, True)
