"""Vandaag over HTTP: a teacher's tablet, the office's tiles, and who has no business there."""

import re
from datetime import date

import pytest
from playhouse.test_utils import count_queries

from tests.absence.days import TUESDAY, at, reported, seen
from tests.browsers import HTMX
from tests.cast import make_child
from webapp.absence.models import Presence, Question
from webapp.core import clock
from webapp.notifications.models import Notification


@pytest.fixture(autouse=True)
def morning():
    with clock.frozen_at(at("08:35")):
        yield


def marks():
    return {row.child.given_name: row.mark for row in Presence.select()}


def pressed(text):
    return re.findall(r'aria-pressed="true" aria-label="([^"]+)"', text)


def test_teacher_with_one_group_comes_straight_to_it(cast, browser_of):
    answer = browser_of(cast.joris).get("/today")

    assert (answer.status_code, answer.location) == (302, f"/groups/{cast.group3.id}/today")


def test_office_sees_a_tile_for_each_group_the_unmarked_first(cast, browser_of):
    for child in (cast.noor, cast.sem):
        seen(cast.joris, cast.group3, child, "present")

    page = browser_of(cast.ingrid).get("/today").text

    assert re.findall(r"<b>([^<]+)</b>", page) == ["Groep 4", "Groep 5", "Groep 6", "Groep 3"]
    assert "2 aanwezig" in page


def test_who_has_no_group_is_told_what_will_be_here(cast, browser_of):
    page = browser_of(cast.eline).get("/today")

    assert (page.status_code, "Hier tekent u elke dag af" in page.text) == (200, True)


def test_tap_is_saved_at_once_and_swaps_the_card_and_the_counts(cast, browser_of):
    answer = browser_of(cast.joris).post(
        f"/groups/{cast.group3.id}/presences/{cast.noor.id}", data={"mark": "present"}, headers=HTMX
    )

    assert (answer.status_code, marks(), "<html" in answer.text) == (200, {"Noor": "present"}, False)
    assert pressed(answer.text) == ["Noor de Vries: Aanwezig"]
    assert answer.text.count('<li class="today-child') == 1
    assert re.findall(r'hx-target="(#today[^"]*)"', answer.text) == ["#today-counts", "#today-refusal"]


def test_tap_works_without_script_and_a_second_tap_takes_it_back(cast, browser_of):
    browser, address = browser_of(cast.joris), f"/groups/{cast.group3.id}/presences/{cast.noor.id}"

    answer = browser.post(address, data={"mark": "late"})
    page = browser.get(answer.location).text
    after = marks()
    browser.post(address, data={"mark": "none"})

    assert (answer.status_code, after, marks()) == (303, {"Noor": "late"}, {})
    assert (pressed(page), 'value="none"' in page) == (["Noor de Vries: Te laat"], True)


def test_colleagues_tap_is_shown_when_the_page_asks_again(cast, browser_of):
    seen(cast.ingrid, cast.group3, cast.noor, "late", "08:34")

    part = browser_of(cast.joris).get(f"/groups/{cast.group3.id}/today", headers=HTMX).text

    assert ("<html" in part, pressed(part)) == (False, ["Noor de Vries: Te laat"])


def test_everybody_who_is_not_reported_is_there_in_one_tap(cast, browser_of):
    reported(cast.ingrid, cast.sem, cast.group3)

    answer = browser_of(cast.joris).post(f"/groups/{cast.group3.id}/presences", headers=HTMX)

    assert (answer.status_code, marks(), pressed(answer.text)) == (
        200,
        {"Noor": "present"},
        ["Noor de Vries: Aanwezig"],
    )


def test_reported_child_shows_its_reason_and_cannot_be_missing(cast, browser_of):
    reported(cast.ingrid, cast.noor, cast.group3)

    page = browser_of(cast.joris).get(f"/groups/{cast.group3.id}/today").text

    card = page[page.index(f'id="child-{cast.noor.id}"') :]
    card = card[: card.index("</li>")]
    assert ("Ziek" in card, 'value="missing"' in card) == (True, False)


def test_refused_tap_says_why_and_writes_nothing(cast, browser_of):
    reported(cast.ingrid, cast.noor, cast.group3)
    browser, address = browser_of(cast.joris), f"/groups/{cast.group3.id}/presences/{cast.noor.id}"
    before = Notification.select().count()

    part = browser.post(address, data={"mark": "missing"}, headers=HTMX)
    plain = browser.post(address, data={"mark": "missing"})
    page = browser.get(plain.location).text

    sentence = "Dit kind is al gemeld. De ouders hoeven niet gevraagd te worden."
    assert (part.status_code, plain.status_code, sentence in part.text, sentence in page) == (422, 303, True, True)
    assert (Presence.select().count(), Notification.select().count()) == (0, before)


def test_missing_after_twenty_to_nine_shows_that_the_parents_were_asked_and_what_they_said(cast, browser_of):
    with clock.frozen_at(at("08:42")):
        seen(cast.joris, cast.group3, cast.noor, "missing", "08:42")
        browser, page = browser_of(cast.joris), f"/groups/{cast.group3.id}/today"
        asked = browser.get(page).text
        Question.update(answer="on_the_way", answered_at=at("08:44")).execute()
        answered = browser.get(page).text

    assert ("ouders gevraagd, 08:42" in asked, "is onderweg · 08:44" in answered) == (True, True)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-11-28", "Weer school: ma 30 nov."),
        ("2026-12-21", "Weer school: ma 4 jan 2027."),
    ],
)
def test_day_without_school_says_so_with_the_next_school_day(cast, browser_of, day, sentence):
    with clock.frozen_at(at("08:35", date.fromisoformat(day))):
        page = browser_of(cast.joris).get(f"/groups/{cast.group3.id}/today").text
        tiles = browser_of(cast.ingrid).get("/today").text

    assert ("Vandaag is er geen school" in page, sentence in page) == (True, True)
    assert ("Vandaag is er geen school" in tiles, sentence in tiles, "today-grid" in page) == (True, True, False)


@pytest.mark.parametrize("name", ["karima", "marieke", "eline", "bram", "anouk"])
def test_group_of_others_is_not_there(cast, browser_of, name):
    browser = browser_of(getattr(cast, name))

    answers = [
        browser.get(f"/groups/{cast.group3.id}/today"),
        browser.post(f"/groups/{cast.group3.id}/presences"),
        browser.post(f"/groups/{cast.group3.id}/presences/{cast.noor.id}", data={"mark": "present"}),
    ]

    assert ([answer.status_code for answer in answers], Presence.select().count()) == ([404, 404, 404], 0)


def test_child_of_another_group_cannot_be_marked_in_mine(cast, browser_of):
    answer = browser_of(cast.joris).post(f"/groups/{cast.group3.id}/presences/{cast.yara.id}", data={"mark": "present"})

    assert (answer.status_code, Presence.select().count()) == (404, 0)


@pytest.mark.parametrize("address", ["/today", "/groups/{}/today"])
def test_part_of_a_page_holds_what_the_whole_page_holds(cast, browser_of, address):
    browser, path = browser_of(cast.ingrid), address.format(cast.group3.id)

    whole, part = browser.get(path).text, browser.get(path, headers=HTMX).text

    assert re.findall(r"Groep \d", part)[:1] != []
    assert ("<html" in whole, "<html" in part) == (True, False)


def queries_of(browser, path):
    browser.get(path)
    with count_queries() as counter:
        assert browser.get(path).status_code == 200
    return counter.count


def test_list_costs_the_same_queries_for_one_child_and_for_three(cast, browser_of):
    browser, path = browser_of(cast.joris), f"/groups/{cast.group3.id}/today"
    cast.sem.enrolments[0].delete_instance()
    one = queries_of(browser, path)
    for name in ("Adam", "Bo"):
        child = make_child((name, "", "Boer"), TUESDAY, cast.group3)
        reported(cast.ingrid, child, cast.group3)

    assert (one, queries_of(browser, path)) == (9, 9)
