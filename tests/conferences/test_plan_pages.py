"""The pages of a plan: the board, the report, and telling the times."""

import pytest
from playhouse.test_utils import count_queries

from tests.browsers import HTMX
from tests.cast import Cast
from tests.conferences.rounds import invite, make_usual_round, slots_of
from tests.conferences.test_boards import is_fixed, placed_round
from tests.conferences.test_planned_rounds import close, planned, slot_now
from webapp.conferences.actions.availability import tell_availability
from webapp.conferences.actions.bookings import book_for
from webapp.conferences.models import Round
from webapp.conferences.queries.availability import stretches_asked_in
from webapp.conferences.rules.availability import CAN, CANNOT
from webapp.notifications.models import Notification
from webapp.school_calendar.models import Appointment


def test_child_is_moved_by_a_form_without_script(cast: Cast, browser_of):
    round, noor, sem, slots = placed_round(cast)
    browser = browser_of(cast.ingrid)

    asked = browser.get(f"/rounds/{round.id}/plan-moves/new?invitation={noor.id}").text
    moved = browser.post(
        f"/rounds/{round.id}/plan-moves", data={"invitation": noor.id, "place": f"{slots[1].id}-{sem.id}"}
    )

    assert f'<option value="{slots[1].id}-{sem.id}">' in asked
    assert (moved.status_code, moved.headers["Location"]) == (303, f"/rounds/{round.id}/board#talk-{noor.id}")
    assert (slot_now(noor).id, slot_now(sem).id) == (slots[1].id, slots[0].id)


def test_board_is_sent_back_with_what_changed_and_a_pin_comes_off(cast: Cast, browser_of):
    round, noor, _sem, slots = placed_round(cast)
    browser = browser_of(cast.ingrid)

    moved = browser.post(
        f"/rounds/{round.id}/plan-moves", data={"invitation": noor.id, "place": slots[5].id}, headers=HTMX
    )
    late = browser.post(
        f"/rounds/{round.id}/plan-moves", data={"invitation": noor.id, "place": slots[1].id}, headers=HTMX
    )
    loose = browser.post(f"/rounds/{round.id}/pins/{noor.id}/ending", headers=HTMX)

    assert (moved.status_code, "<html" in moved.text, "staat vast" in moved.text) == (200, False, True)
    assert (late.status_code, "Het bord is intussen gewijzigd" in late.text) == (422, True)
    assert (loose.status_code, f"/pins/{noor.id}/ending" in loose.text, is_fixed(noor)) == (200, False, False)


@pytest.mark.parametrize("place", ["", "x", "1-2-3", "-"])
def test_place_that_is_none_is_not_there(cast: Cast, browser_of, place):
    round, noor, _sem, slots = placed_round(cast)

    answer = browser_of(cast.ingrid).post(
        f"/rounds/{round.id}/plan-moves", data={"invitation": noor.id, "place": place}
    )

    assert (answer.status_code, slot_now(noor).id) == (404, slots[0].id)


def test_talk_of_another_round_is_not_on_this_board(cast: Cast, browser_of):
    round, *_ = placed_round(cast)
    _other, noor_there, _daan = make_usual_round(cast, "plan")
    slot = slots_of(noor_there.host)[0]

    answers = [
        browser_of(cast.ingrid).post(
            f"/rounds/{round.id}/plan-moves", data={"invitation": noor_there.id, "place": slot.id}
        ),
        browser_of(cast.ingrid).get(f"/rounds/{round.id}/plan-moves/new?invitation={noor_there.id}"),
        browser_of(cast.ingrid).post(f"/rounds/{round.id}/pins/{noor_there.id}/ending"),
    ]

    assert ([answer.status_code for answer in answers], slot_now(noor_there)) == ([404] * 3, None)


@pytest.mark.parametrize(
    ("name", "status"), [("ingrid", 200), ("peter", 200), ("joris", 404), ("marieke", 404), ("bram", 404)]
)
def test_plan_and_board_are_for_who_runs_the_round(cast: Cast, browser_of, name, status):
    round, noor, _sem, slots = placed_round(cast)
    browser = browser_of(getattr(cast, name))

    pages = [browser.get(f"/rounds/{round.id}/{page}").status_code for page in ("plan", "board", "announcement")]
    browser.post(f"/rounds/{round.id}/plan-moves", data={"invitation": noor.id, "place": slots[4].id})
    browser.post(f"/rounds/{round.id}/announcement")

    assert pages == [status] * 3
    assert (slot_now(noor).id == slots[4].id) == (status == 200)
    assert (Round.get_by_id(round.id).announced_at is not None) == (status == 200)


@pytest.mark.parametrize(("mode", "path"), [("draw", "plan"), ("first_come", "board"), ("plan", "draw")])
def test_round_of_another_kind_leads_to_its_page(cast: Cast, browser_of, mode, path):
    round, *_ = make_usual_round(cast, mode)

    answer = browser_of(cast.ingrid).get(f"/rounds/{round.id}/{path}")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/rounds/{round.id}")


def test_plan_is_ordered_on_its_page_and_reported_there(cast: Cast, browser_of):
    round, *_ = make_usual_round(cast, "plan")
    browser = browser_of(cast.ingrid)
    early = browser.post(f"/rounds/{round.id}/plan", follow_redirects=True).text
    close(round)

    ordered = browser.post(f"/rounds/{round.id}/plan")
    again = browser.post(f"/rounds/{round.id}/plan", follow_redirects=True).text

    assert "Een rooster maken kan daarna" in early
    assert (ordered.status_code, "/jobs/" in ordered.headers["Location"]) == (303, True)
    assert "Er wordt al een rooster gemaakt" in again


def test_report_is_shown_with_the_reason_for_who_has_no_time(cast: Cast, browser_of):
    round, noor, _daan = make_usual_round(cast, "plan")
    sem = invite(noor.host, cast.sem)
    first, *others = stretches_asked_in(round)
    tell_availability(cast.eline, sem, {first: CAN} | dict.fromkeys(others, CANNOT))
    for child, slot in zip((cast.yara, cast.mees, cast.lotte), slots_of(noor.host), strict=False):
        book_for(cast.ingrid, invite(noor.host, child), slot, is_fixed=True)
    planned(cast, round)

    page = browser_of(cast.ingrid).get(f"/rounds/{round.id}/plan").text

    assert "<strong>5 / 6</strong>" in page
    assert "18:00–18:30, en dan is Joris" in page


def test_times_are_told_once_and_then_parents_see_them(cast: Cast, browser_of):
    round, noor, _sem, _slots = placed_round(cast)
    browser = browser_of(cast.ingrid)
    asked = browser.get(f"/rounds/{round.id}/announcement").text

    told = [browser.post(f"/rounds/{round.id}/announcement").status_code for _ in range(2)]

    assert "1 gesprek heeft nog geen tijd." in asked
    assert (told, Notification.select().count(), Appointment.select().count()) == ([303, 303], 1, 2)
    assert "18:00–18:10" in browser_of(cast.marieke).get(f"/conferences/{noor.id}").text


@pytest.mark.parametrize("is_open", [True, False])
def test_plan_that_is_not_there_yet_is_not_told(cast: Cast, browser_of, is_open):
    round, *_ = make_usual_round(cast, "plan")
    if not is_open:
        close(round)

    browser_of(cast.ingrid).post(f"/rounds/{round.id}/announcement")

    assert (Round.get_by_id(round.id).announced_at, Notification.select().count()) == (None, 0)


def test_pages_of_the_plan_ask_as_much_for_many_as_for_few(cast: Cast, browser_of):
    round, noor, _sem, slots = placed_round(cast)
    browser, counts = browser_of(cast.ingrid), []
    for child, slot in ((cast.yara, slots[4]), (cast.mees, slots[6])):
        book_for(cast.ingrid, invite(noor.host, child), slot, is_fixed=True)
        for path in ("plan", "board", f"plan-moves/new?invitation={noor.id}"):
            browser.get(f"/rounds/{round.id}/{path}")
            with count_queries() as counted:
                browser.get(f"/rounds/{round.id}/{path}")
            counts.append(counted.count)

    assert counts[:3] == counts[3:]
    assert max(counts) <= 11, counts  # the board asks one more: when teachers are in other rounds
