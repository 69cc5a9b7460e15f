"""The pages for parents: rightful, lesser and stranger."""

import re

import pytest
from playhouse.test_utils import count_queries

from tests.browsers import HTMX
from tests.cast import Cast
from tests.conferences.rounds import invite, make_usual_round, slots_of
from webapp.conferences.actions.bookings import book_for, book_slot, booking_of
from webapp.conferences.actions.publications import cancel_round
from webapp.conferences.models import Booking, Invitation
from webapp.documents.models import Letter
from webapp.school_calendar.models import Appointment


def test_time_that_the_page_did_not_name_is_not_called_off(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    first, second, *_ = slots_of(noor.host)
    book_slot(cast.marieke, noor, first)
    browser = browser_of(cast.marieke)
    seen = re.search(r'name="slot" value="(\d+)"', browser.get(f"/conferences/{noor.id}/booking/ending").text)[1]
    book_slot(cast.marieke, noor, second)  # by the other parent, or in another tab

    response = browser.post(f"/conferences/{noor.id}/booking/ending", data={"slot": seen}, follow_redirects=True)

    assert "staat intussen op een andere tijd" in response.text
    assert booking_of(noor).slot_id == second.id


def test_parent_chooses_in_two_taps(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    slot, browser = slots_of(noor.host)[2], browser_of(cast.marieke)
    offered = browser.get(f"/conferences/{noor.id}").text

    response = browser.post(f"/conferences/{noor.id}/booking", data={"slot": slot.id})

    assert f'value="{slot.id}"' in offered
    assert (response.status_code, response.headers["Location"]) == (303, f"/conferences/{noor.id}")
    assert "18:20–18:30" in browser.get(f"/conferences/{noor.id}").text


def test_who_is_too_late_is_told_and_offered_the_next(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    first, second, *_ = slots_of(noor.host)
    book_for(cast.ingrid, invite(noor.host, cast.sem), first)

    response = browser_of(cast.marieke).post(f"/conferences/{noor.id}/booking", data={"slot": first.id})

    assert response.status_code == 422
    assert "net door iemand anders gekozen" in response.text
    assert f'name="slot" value="{second.id}">' in response.text.split('class="offer"')[1].split("</form>")[0]
    assert booking_of(noor) is None


@pytest.mark.parametrize(
    ("name", "status"), [("marieke", 200), ("sanne", 404), ("eline", 404), ("wouter", 404), ("joris", 404)]
)
def test_invitation_is_there_for_the_own_parents_only(cast: Cast, browser_of, name, status):
    _round, noor, _daan = make_usual_round(cast)
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])

    browser = browser_of(getattr(cast, name))

    paths = ("", "/booking/ending")
    assert [browser.get(f"/conferences/{noor.id}{path}").status_code for path in paths] == [status] * 2


@pytest.mark.parametrize("path", ["booking", "booking/ending", "waiting-places", "declining", "declining/ending"])
def test_stranger_changes_nothing(cast: Cast, browser_of, path):
    _round, noor, _daan = make_usual_round(cast)
    slot = slots_of(noor.host)[0]
    book_slot(cast.marieke, noor, slot)

    response = browser_of(cast.sanne).post(f"/conferences/{noor.id}/{path}", data={"slot": slot.id})

    assert response.status_code == 404
    assert (booking_of(noor).slot_id, Invitation.get_by_id(noor.id).declined_at) == (slot.id, None)


def test_slot_of_another_teacher_is_refused(cast: Cast, browser_of):
    _round, noor, daan = make_usual_round(cast)

    response = browser_of(cast.marieke).post(
        f"/conferences/{noor.id}/booking", data={"slot": slots_of(daan.host)[0].id}
    )

    assert (response.status_code, Booking.select().count()) == (422, 0)


def test_other_families_and_notes_are_on_no_page_of_a_parent(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    book_for(cast.ingrid, sem, slots_of(noor.host)[0])
    Invitation.update(note="KANARIE").execute()

    browser = browser_of(cast.marieke)
    pages = [browser.get(path).text for path in ("/conferences", f"/conferences/{noor.id}")]

    assert [word for page in pages for word in ("Sem", "KANARIE") if word in page] == []


@pytest.mark.parametrize("mode", ["draw", "plan"])
def test_parent_sees_no_time_before_it_is_announced(cast: Cast, browser_of, mode):
    _round, noor, _daan = make_usual_round(cast, mode)
    book_for(cast.ingrid, noor, slots_of(noor.host)[0])

    browser = browser_of(cast.marieke)
    pages = [browser.get(path).text for path in ("/conferences", f"/conferences/{noor.id}", "/calendar")]
    letter = browser.post(f"/conferences/{noor.id}/letters")

    assert [page for page in pages if "18:00" in page] == []
    assert (letter.status_code, Letter.select().count()) == (404, 0)


def test_confirmation_is_opened_by_the_parent_who_asked_only(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])

    made = browser_of(cast.marieke).post(f"/conferences/{noor.id}/letters")
    again = browser_of(cast.marieke).post(f"/conferences/{noor.id}/letters")

    letter = Letter.get()
    assert [one.headers["Location"] for one in (made, again)] == [f"/letters/{letter.number}.pdf"] * 2
    assert letter.person_id == cast.marieke.id


def test_booked_talk_is_taken_along_as_a_calendar_file(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])
    path = f"/calendar/appointments/{Appointment.get().id}/appointment.ics"

    page = browser_of(cast.marieke).get(f"/conferences/{noor.id}").text

    assert path in page
    assert browser_of(cast.marieke).get(path).mimetype == "text/calendar"


def test_decline_and_change_of_mind(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    browser = browser_of(cast.marieke)

    browser.post(f"/conferences/{noor.id}/declining")
    declined = browser.get(f"/conferences/{noor.id}").text
    browser.post(f"/conferences/{noor.id}/declining/ending")

    assert "Toch een gesprek" in declined
    assert "Toch een gesprek" not in browser.get(f"/conferences/{noor.id}").text


def test_pages_ask_as_much_for_many_slots_and_talks_as_for_few(cast: Cast, browser_of):
    _round, noor, daan = make_usual_round(cast)
    browser = browser_of(cast.marieke)
    counts = []
    for slot in slots_of(daan.host)[:2]:
        book_slot(cast.marieke, daan, slot)
        for path in ("/conferences", f"/conferences/{noor.id}"):
            browser.get(path)
            with count_queries() as counted:
                browser.get(path)
            counts.append(counted.count)

    assert counts[:2] == counts[2:]
    assert max(counts) <= 10


def test_administration_fetches_how_many_times_are_still_to_be_chosen(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    browser, told = browser_of(cast.marieke), []

    for _ in range(2):
        told.append(browser.get("/conferences", headers=HTMX).text.strip())
        book_slot(cast.marieke, noor, slots_of(noor.host)[0])

    assert ["kies nog 2 tijden" in told[0], "kies nog 1 tijd<" in told[1]] == [True, True]
    assert "<h1>" not in told[0]


def test_talks_that_were_called_off_are_there_to_read_and_the_school_sees_who_had_which_time(cast: Cast, browser_of):
    round, noor, _daan = make_usual_round(cast)
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])
    cancel_round(cast.ingrid, round)
    parent, office = browser_of(cast.marieke), browser_of(cast.ingrid)

    talk, talks = parent.get(f"/conferences/{noor.id}").text, parent.get("/conferences").text

    assert ("Deze oudergesprekken gaan niet door" in talk, "gaat niet door" in talks) == (True, True)
    assert parent.post(f"/conferences/{noor.id}/booking", data={"slot": slots_of(noor.host)[1].id}).status_code == 404
    assert "Noor" in office.get(f"/rounds/{round.id}").text
