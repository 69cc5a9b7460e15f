"""The paper with an event: made safe, replaced and taken away."""

from datetime import timedelta
from io import BytesIO

import pytest

from tests.cast import Cast
from tests.hostile_papers import acting, pdf
from tests.school_calendar.events import make_event
from webapp.core import clock
from webapp.core.files import file_exists, read_file
from webapp.notifications.models import Notification
from webapp.school_calendar.actions.papers import keep_paper
from webapp.school_calendar.models import Event
from webapp.schools.rules.audiences import Part

LETTER = pdf()
OTHER = pdf(lambda made: made.add_blank_page())


def typed(cast: Cast, data: bytes | None = None, name: str = "../brief.PDF", **more: object) -> dict[str, object]:
    usual = {"title": "Bos", "first_day": f"{clock.today() + timedelta(days=1)}", "key": "key"}
    sent = {} if data is None else {"paper": (BytesIO(data), name)}
    return usual | {"audience": f"group-{cast.group3.id}"} | sent | more


def papered(cast: Cast) -> Event:
    paper = keep_paper("brief.pdf", LETTER)
    part = Part(cast.school.id, cast.group3.id)
    return make_event(cast.joris, "Bos", clock.today(), part, paper=paper.file, paper_name=paper.name)


def test_paper_that_is_sent_with_an_event_is_made_safe_and_read_by_a_parent(cast: Cast, browser_of):
    made = browser_of(cast.joris).post("/calendar/events", data=typed(cast, pdf(acting("JavaScript", JS="EVIL"))))
    event = Event.get()

    got = browser_of(cast.marieke).get(f"/calendar/events/{event.id}/paper")

    assert (made.status_code, event.paper_name, event.paper_size) == (303, "brief.pdf", len(read_file(event.paper)))
    assert (got.status_code, b"EVIL" in got.data, got.data[:5]) == (200, False, b"%PDF-")


@pytest.mark.parametrize("data", [b"", b"MZ\x90 a program", b"%PDF-1.4 broken", b"PK\x03\x04 broken"])
def test_what_is_no_paper_is_refused_with_what_was_typed(cast: Cast, browser_of, data: bytes):
    answer = browser_of(cast.joris).post("/calendar/events", data=typed(cast, data, place="Het bos", is_told="y"))

    assert (answer.status_code, 'value="Het bos"' in answer.text) == (422, True)
    assert (Event.select().count(), Notification.select().count()) == (0, 0)


def test_paper_of_an_event_that_was_refused_is_not_kept(cast: Cast, browser_of):
    answer = browser_of(cast.joris).post("/calendar/events", data=typed(cast, LETTER, ends_at="10:00"))

    assert (answer.status_code, "Kies de bijlage opnieuw" in answer.text) == (422, True)
    assert (Event.select().count(), file_exists(keep_name(LETTER))) == (0, False)


def keep_name(data: bytes) -> str:
    """Under which name a paper would be kept; it is not there afterwards if it was not before."""
    import hashlib

    from webapp.core.papers import clean_attachment

    cleaned, suffix = clean_attachment(data)
    return f"{hashlib.sha256(cleaned).hexdigest()}.{suffix}"


def test_new_paper_comes_in_the_place_of_the_old_one(cast: Cast, browser_of):
    event = papered(cast)

    answer = browser_of(cast.joris).post(f"/calendar/events/{event.id}", data=typed(cast, OTHER, "nieuw.pdf"))

    changed = Event.get_by_id(event.id)
    assert (answer.status_code, changed.paper_name, changed.paper == event.paper) == (303, "nieuw.pdf", False)
    assert (file_exists(event.paper), file_exists(changed.paper)) == (False, True)


def test_paper_stays_with_a_change_and_goes_when_that_is_asked(cast: Cast, browser_of):
    event, browser = papered(cast), browser_of(cast.joris)

    browser.post(f"/calendar/events/{event.id}", data=typed(cast))
    stayed = Event.get_by_id(event.id).paper
    browser.post(f"/calendar/events/{event.id}", data=typed(cast, drops_paper="y"))

    gone = Event.get_by_id(event.id)
    assert (stayed, gone.paper, gone.paper_name, file_exists(event.paper)) == (event.paper, "", "", False)


def test_paper_that_another_event_has_too_stays(cast: Cast, browser_of):
    event, other = papered(cast), papered(cast)

    browser_of(cast.joris).post(f"/calendar/events/{event.id}", data=typed(cast, drops_paper="y"))

    assert (file_exists(other.paper), Event.get_by_id(other.id).paper) == (True, event.paper)


@pytest.mark.parametrize(("name", "status"), [("eline", 404), ("marieke", 404), ("wouter", 404)])
def test_nobody_else_changes_the_paper(cast: Cast, browser_of, name: str, status: int):
    event = papered(cast)

    answer = browser_of(getattr(cast, name)).post(f"/calendar/events/{event.id}", data=typed(cast, drops_paper="y"))

    assert (answer.status_code, Event.get_by_id(event.id).paper) == (status, event.paper)


def test_copy_leaves_the_paper_out_and_says_so(cast: Cast, browser_of):
    event = papered(cast)

    page = browser_of(cast.joris).get(f"/calendar/events/new?copy={event.id}").text

    assert "De bijlage brief.pdf gaat niet mee met de kopie." in page
