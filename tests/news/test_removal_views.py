"""Asking and answering over HTTP: rightful person, lesser one, stranger; plain browser and htmx."""

import pytest
from playhouse.test_utils import assert_query_count, count_queries

from tests.browsers import HTMX
from tests.consent.choosing import choose_on
from tests.news.removals import asked, photo_of
from webapp.consent.actions.decisions import choose
from webapp.consent.actions.removals import ask_removal
from webapp.consent.models import RemovalRequest
from webapp.core import clock
from webapp.news.actions.removals import answer_photo_removal
from webapp.news.models import Photo, PhotoTag
from webapp.news.queries.removals import removal_request_of
from webapp.notifications.models import Notification


def written() -> tuple[int, int]:
    """How many requests there are, and how many things were told about consents."""
    return RemovalRequest.select().count(), Notification.select().where(Notification.kind == "consent").count()


def test_guardian_asks_and_reads_that_it_waits(cast, browser_of):
    photo, browser = photo_of(cast, cast.noor), browser_of(cast.marieke)

    response = browser.post(f"/photos/{photo.id}/removals/{cast.noor.id}")

    page = browser.get(f"/photos/{photo.id}").text
    assert (response.status_code, response.location) == (303, f"/photos/{photo.id}")
    assert ("U hebt gevraagd om deze foto te verwijderen" in page, "Ja, vraag het" in page) == (True, False)


def test_htmx_gets_what_changed(cast, browser_of):
    photo = photo_of(cast, cast.noor)

    part = browser_of(cast.marieke).post(f"/photos/{photo.id}/removals/{cast.noor.id}", headers=HTMX).text

    assert ("U hebt gevraagd" in part, "<html" in part) == (True, False)


@pytest.mark.parametrize("name", ["eline", "karima", "wouter", "joris", "ingrid"])
def test_who_has_no_child_in_the_photo_asks_nothing(cast, browser_of, name):
    photo = photo_of(cast, cast.noor)

    response = browser_of(getattr(cast, name)).post(f"/photos/{photo.id}/removals/{cast.noor.id}")

    assert (response.status_code, written()) == (404, (0, 0))


def test_other_guardian_reads_that_it_was_asked_but_not_by_whom(cast, browser_of):
    photo = photo_of(cast, cast.mees, author=cast.ingrid, places=[cast.group4])
    asked(cast.sanne, photo, cast.mees, cast.school)

    page = browser_of(cast.tom).get(f"/photos/{photo.id}").text

    assert ("Er is al gevraagd om deze foto te verwijderen" in page, "Sanne" in page) == (True, False)


def test_other_guardian_does_not_read_the_answer_to_it(cast, browser_of):
    photo = photo_of(cast, cast.mees, author=cast.ingrid, places=[cast.group4])
    request = asked(cast.sanne, photo, cast.mees, cast.school)
    answer_photo_removal(
        cast.ingrid, removal_request_of(cast.ingrid, request.id), [], "Besproken met u aan de telefoon."
    )

    pages = [
        browser_of(person).get(path).text for person in (cast.tom,) for path in (f"/photos/{photo.id}", "/removals")
    ]

    assert ["telefoon" in page for page in pages] == [False, False]


def test_guardian_reads_the_answer_under_the_own_requests(cast, browser_of):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)
    answer_photo_removal(cast.joris, removal_request_of(cast.joris, request.id), [], "Zij staat er klein op.")

    pages = [browser_of(cast.marieke).get(path).text for path in ("/removals", f"/photos/{photo.id}")]

    assert ["Zij staat er klein op." in page for page in pages] == [True, True]


def test_own_requests_hold_no_picture_that_is_gone(cast, browser_of):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)
    answer_photo_removal(cast.joris, removal_request_of(cast.joris, request.id), [photo.id])

    page = browser_of(cast.marieke).get("/removals").text

    assert ("Niemand ziet het meer" in page, f"/photos/{photo.id}" in page) == (True, False)


def test_who_asked_nothing_reads_what_will_come(cast, browser_of):
    assert "U hebt nog niets gevraagd" in browser_of(cast.karima).get("/removals").text


def test_teacher_reads_the_request_about_an_own_photo(cast, browser_of):
    request = asked(cast.marieke, photo_of(cast, cast.noor), cast.noor, cast.school)
    browser = browser_of(cast.joris)

    pages = [browser.get(path).text for path in ("/removal-requests", f"/removal-requests/{request.id}")]

    assert ["Noor de Vries" in page and "Marieke de Vries" in page for page in pages] == [True, True]


@pytest.mark.parametrize("name", ["eline", "bram"])
def test_request_about_the_photo_of_a_colleague_is_not_there(cast, browser_of, name):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)
    browser = browser_of(getattr(cast, name))

    found = [
        browser.get(f"/removal-requests/{request.id}").status_code,
        browser.post(
            f"/removal-requests/{request.id}/answer", data={"answer": "removed", "photos": photo.id}
        ).status_code,
    ]

    assert (found, Photo.get_by_id(photo.id).state) == ([404, 404], "ready")
    assert "Noor" not in browser.get("/removal-requests").text


def test_parent_has_no_page_of_requests_to_the_school(cast, browser_of):
    assert browser_of(cast.marieke).get("/removal-requests").status_code == 404


def test_teacher_removes_the_photo(cast, browser_of):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)

    response = browser_of(cast.joris).post(
        f"/removal-requests/{request.id}/answer", data={"answer": "removed", "photos": photo.id}
    )

    assert (response.status_code, Photo.get_by_id(photo.id).state) == (303, "removed")
    assert browser_of(cast.marieke).get(f"/photos/{photo.id}/large").status_code == 404


def test_removed_photo_is_gone_from_every_page_at_once(cast, browser_of):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)
    browser, paths = browser_of(cast.marieke), ("/news", f"/news/{photo.post_id}", f"/groups/{cast.group3.id}/photos")
    before = [f"/photos/{photo.id}" in browser.get(path).text for path in paths]

    answer_photo_removal(cast.joris, removal_request_of(cast.joris, request.id), [photo.id])

    after = [f"/photos/{photo.id}" in browser.get(path).text for path in paths]
    assert (before, after) == ([True] * 3, [False] * 3)


def test_answer_without_a_reason_comes_back_with_why(cast, browser_of):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)

    response = browser_of(cast.joris).post(
        f"/removal-requests/{request.id}/answer", data={"answer": "kept", "reason": " "}
    )

    assert (response.status_code, "Schrijf waarom" in response.text) == (422, True)
    assert RemovalRequest.get_by_id(request.id).answer == ""


@pytest.mark.parametrize("typed", [{}, {"answer": "both"}, {"answer": "kept", "reason": "x" * 1001}])
def test_nonsense_is_no_answer(cast, browser_of, typed):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)
    before = written()

    response = browser_of(cast.joris).post(f"/removal-requests/{request.id}/answer", data=typed)

    assert (response.status_code, written(), Photo.get_by_id(photo.id).state) == (422, before, "ready")
    assert RemovalRequest.get_by_id(request.id).answer == ""


def test_colleague_who_is_second_reads_that_it_was_answered(cast, browser_of):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)
    answer_photo_removal(cast.joris, removal_request_of(cast.joris, request.id), [], "Zij staat er klein op.")
    browser = browser_of(cast.ingrid)

    response = browser.post(f"/removal-requests/{request.id}/answer", data={"answer": "removed", "photos": photo.id})

    page = browser.get(response.location).text
    assert ("Een collega heeft dit verzoek al beantwoord." in page, "Zij staat er klein op." in page) == (True, True)
    assert Photo.get_by_id(photo.id).state == "ready"


def test_office_removes_part_of_all_photos(cast, browser_of):
    first, second = photo_of(cast, cast.noor), photo_of(cast, cast.noor)
    request, _ = ask_removal(cast.marieke, cast.noor, cast.school)
    browser = browser_of(cast.ingrid)
    page = browser.get(f"/removal-requests/{request.id}").text

    refused = browser.post(f"/removal-requests/{request.id}/answer", data={"answer": "removed", "photos": first.id})
    browser.post(
        f"/removal-requests/{request.id}/answer",
        data={"answer": "removed", "photos": first.id, "reason": "De andere is een groepsfoto."},
    )

    assert page.count(" checked") == 2
    assert (refused.status_code, refused.text.count(" checked")) == (422, 1)
    assert [Photo.get_by_id(photo.id).state for photo in (first, second)] == ["removed", "ready"]


@pytest.mark.parametrize("path", ["/removal-requests", "/removals"])
def test_lists_of_requests_cost_the_same_with_more(cast, browser_of, path):
    browser = browser_of(cast.ingrid if path == "/removal-requests" else cast.marieke)
    asked(cast.marieke, photo_of(cast, cast.noor), cast.noor, cast.school)
    browser.get(path)
    with count_queries() as one:
        browser.get(path)
    for _ in range(2):
        asked(cast.marieke, photo_of(cast, cast.noor), cast.noor, cast.school)

    with assert_query_count(one.count):
        browser.get(path)

    assert one.count <= 10


def test_photo_that_was_placed_with_consent_stays_when_it_is_withdrawn(cast, browser_of):
    number = choose_on(clock.today(), cast.marieke, cast.noor, cast.school)
    photo = photo_of(cast)
    PhotoTag.create(photo=photo, child=cast.noor, covered_by=f"[{number}]")

    choose(cast.marieke, cast.noor, cast.school, "portal", "no")

    found = [browser_of(person).get(f"/photos/{photo.id}/large").status_code for person in (cast.marieke, cast.eline)]
    assert (found, PhotoTag.get(PhotoTag.photo == photo).covered_by) == ([200, 200], f"[{number}]")
    assert f"gedekt door inschrijving {number}" in browser_of(cast.joris).get(f"/news/{photo.post_id}").text
