"""The board of a plan: moving, changing places, pins, and telling the times."""

import pytest
from playhouse.test_utils import count_queries

from tests.browsers import HTMX
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
from webapp.school_calendar.models import Appointment


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
    assert max(counts) <= 10, counts
