"""Beeldgebruik over HTTP: the pencil, the two buttons, the history; in place and as plain pages; and for whom."""

import re
from datetime import date, time

import pytest
from playhouse.test_utils import count_queries

from tests.browsers import HTMX
from tests.consent.choosing import choose_on
from tests.consent.sheets import address, choose_all, has_children, nothing_written
from webapp.consent.actions.decisions import choose
from webapp.consent.actions.removals import answer_removal
from webapp.consent.actions.wordings import reword_purpose
from webapp.consent.models import ConsentDecision, ConsentReview, ConsentSettings, RemovalRequest
from webapp.core import clock
from webapp.documents.models import Letter
from webapp.schools.models import Guardianship

LAST_YEAR = date(2026, 5, 11)


@pytest.fixture(autouse=True)
def in_the_morning():
    with clock.frozen_at(clock.at(date(2026, 11, 24), time(8, 14))):
        yield


def words(page: str) -> str:
    """What is read of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("&#39;", "'").split())


def row(page: str, child, unit, key: str = "portal") -> str:
    """One purpose's row of the page."""
    return re.search(rf'<li class="consent" id="consent-{child.id}-{unit.id}-{key}">.*?</li>', page, re.S).group()


def buttons(fragment: str) -> list[tuple[str, str]]:
    """The buttons with which is chosen, each with its class, in their order."""
    return re.findall(r'name="choice" value="(\w+)" class="([^"]+)"', fragment)


BOTH = [("yes", "button secondary"), ("no", "button secondary")]


def test_page_asks_every_purpose_for_every_child_with_two_equal_buttons(cast, browser_of):
    page = browser_of(cast.marieke).get("/consents").text

    assert buttons(page) == BOTH * 21
    assert [one for one in ("Daan", "Noor", "De Notenboom", "BSO De Notenkraker") if one not in page] == []


def test_what_is_good_to_know_stands_open_until_something_was_chosen(cast, browser_of):
    before = browser_of(cast.marieke).get("/consents").text
    choose(cast.marieke, cast.noor, cast.school, "portal", "no")
    after = browser_of(cast.marieke).get("/consents").text

    assert ['<details class="consent-more" open>' in page for page in (before, after)] == [True, False]


def test_choice_is_saved_at_once_and_comes_back_in_its_place(cast, browser_of):
    answer = browser_of(cast.marieke).post(address(cast.noor, cast.school), data={"choice": "yes"}, headers=HTMX)

    said = words(row(answer.text, cast.noor, cast.school))
    assert (answer.status_code, ConsentDecision.get().choice, buttons(answer.text)) == (200, "yes", [])
    assert said == (
        "Ouderportaal Toegestaan Foto's in dit portaal, bij berichten van de school en van de groep. Ouders van de "
        "groep zien ze. U koos «Toestaan», vastgelegd op di 24 nov 2026 om 08:14 door Marieke de Vries. Wijzig "
        "Geschiedenis"
    )
    assert f'hx-target="#state-{cast.noor.id}-{cast.school.id}"' in answer.text
    assert "Nog 6 keuzes te maken" in answer.text


def test_plain_browser_is_sent_back_to_the_row(cast, browser_of):
    answer = browser_of(cast.marieke).post(address(cast.noor, cast.school), data={"choice": "no"})

    assert (answer.status_code, answer.headers["Location"]) == (
        303, f"/consents#consent-{cast.noor.id}-{cast.school.id}-portal",
    )  # fmt: skip
    assert ConsentDecision.get().choice == "no"


def test_pencil_opens_both_buttons_in_place_or_on_a_page(cast, browser_of):
    choose(cast.marieke, cast.noor, cast.school, "portal", "no")
    page = browser_of(cast.marieke).get("/consents").text
    edit = address(cast.noor, cast.school, step="/edit")

    part = browser_of(cast.marieke).get(edit, headers=HTMX).text
    whole = browser_of(cast.marieke).get(edit).text

    closed = row(page, cast.noor, cast.school)
    assert (buttons(closed), f'href="{edit}"' in closed, 'aria-label="Wijzig: Ouderportaal voor Noor"' in closed) == (
        [], True, True,
    )  # fmt: skip
    assert (buttons(part), buttons(whole), "<html" in part, "<html" in whole) == (BOTH, BOTH, False, True)
    assert ConsentDecision.select().count() == 1


def test_withdrawing_asks_what_is_to_happen_to_earlier_pictures(cast, browser_of):
    choose(cast.marieke, cast.noor, cast.school, "portal", "yes")
    choose(cast.marieke, cast.noor, cast.school, "website", "no")
    browser = browser_of(cast.marieke)

    after_yes = browser.get(address(cast.noor, cast.school, step="/edit"), headers=HTMX).text
    after_no = browser.get(address(cast.noor, cast.school, "website", "/edit"), headers=HTMX).text

    assert re.findall(r'name="earlier" value="(\w+)"( checked)?', after_yes) == [("keep", " checked"), ("remove", "")]
    assert "earlier" not in re.findall(r'name="(\w+)"', after_no)


@pytest.mark.parametrize(("earlier", "asked"), [("keep", 0), ("remove", 1)])
def test_earlier_pictures_are_asked_away_only_when_chosen(cast, browser_of, earlier, asked):
    choose(cast.marieke, cast.noor, cast.school, "portal", "yes")

    browser_of(cast.marieke).post(address(cast.noor, cast.school), data={"choice": "no", "earlier": earlier})

    assert (ConsentDecision.select().count(), RemovalRequest.select().count()) == (2, asked)


def test_answer_of_the_school_is_read_on_the_page(cast, browser_of):
    choose(cast.marieke, cast.noor, cast.school, "portal", "no", removes_earlier=True)
    asked = words(browser_of(cast.marieke).get("/consents").text)
    answer_removal(cast.ingrid, RemovalRequest.get(), "kept", "De klassenfoto is al gedrukt.")

    answered = words(browser_of(cast.marieke).get("/consents").text)

    question = "U vroeg op 24 november 2026 om eerdere foto's van Noor weg te halen."
    assert f"{question} Het antwoord van de school leest u hier." in asked
    assert f"{question} De school laat ze staan, met deze reden: De klassenfoto is al gedrukt." in answered


def test_what_another_guardian_chose_and_asked_is_not_on_the_page(cast, browser_of):
    choose(cast.tom, cast.mees, cast.school, "portal", "no", removes_earlier=True)
    choose(cast.sanne, cast.mees, cast.school, "portal", "yes")
    browser = browser_of(cast.sanne)

    page, history = browser.get("/consents").text, browser.get(address(cast.mees, cast.school, step="/history")).text

    assert "Niet toegestaan" in words(row(page, cast.mees, cast.school))
    leaks = ("Tom", "Visser", "disagreement", "weg te halen.</p>")
    assert [word for word in leaks if word in page + history] == []
    assert history.count('<li class="card">') == 1


def test_guardian_without_authority_reads_and_is_told_whom_to_ask(cast, browser_of):
    Guardianship.update(authority="no").where(Guardianship.person == cast.tom).execute()
    choose(cast.sanne, cast.mees, cast.school, "portal", "yes")

    page = browser_of(cast.tom).get("/consents")

    assert (page.status_code, buttons(page.text), "Wijzig" in row(page.text, cast.mees, cast.school)) == (
        200,
        [],
        False,
    )
    assert "beslist u niet mee over dit kind. Klopt dat niet? Neem dan contact op met de school." in page.text
    assert "Toegestaan" in row(page.text, cast.mees, cast.school)


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_guardian_without_authority_is_refused(cast, browser_of, headers):
    Guardianship.update(authority="no").where(Guardianship.person == cast.tom).execute()

    answer = browser_of(cast.tom).post(address(cast.mees, cast.school), data={"choice": "yes"}, headers=headers)

    assert (answer.status_code, "beslist u niet mee" in answer.text, nothing_written()) == (422, True, True)


def test_what_is_no_choice_is_refused_in_its_place(cast, browser_of):
    answer = browser_of(cast.marieke).post(address(cast.noor, cast.school), data={"choice": "perhaps"}, headers=HTMX)

    assert (answer.status_code, buttons(answer.text), nothing_written()) == (422, BOTH, True)
    assert "Kies «Toestaan» of «Niet toestaan»." in answer.text


@pytest.mark.parametrize(("choice", "status", "written"), [("yes", 422, 0), ("no", 200, 1)])
def test_nobody_allows_what_they_did_not_read(cast, browser_of, choice, status, written):
    browser = browser_of(cast.marieke)
    page = row(browser.get("/consents").text, cast.noor, cast.school, "website")
    read = re.search(r'name="round" value="(\d+)"', page).group(1)
    reword_purpose(cast.ingrid, cast.school, "website", "Website", "Ook op posters langs de weg.", asks_again=True)

    answer = browser.post(
        address(cast.noor, cast.school, "website"), data={"choice": choice, "round": read}, headers=HTMX
    )

    assert (answer.status_code, ConsentDecision.select().count()) == (status, written)
    assert ("langs de weg" in answer.text, buttons(answer.text)) == (True, BOTH if status == 422 else [])


OTHERS = ["karima", "wouter", "joris", "eline", "ingrid", "peter", "bram", "anouk"]


@pytest.mark.parametrize("who", OTHERS)
def test_stranger_finds_and_writes_nothing(cast, browser_of, who):
    browser, place = browser_of(getattr(cast, who)), f"/consents/{cast.noor.id}/{cast.school.id}"

    found = [
        browser.get(f"{place}/portal/edit"),
        browser.get(f"{place}/portal/history"),
        browser.post(f"{place}/portal", data={"choice": "yes"}),
        browser.post(f"{place}/reviews"),
        browser.post(f"{place}/letters"),
    ]

    assert [answer.status_code for answer in found] == [404] * 5
    assert (nothing_written(), ConsentReview.select().count(), Letter.select().count()) == (True, 0, 0)


def test_guardian_whose_time_ended_finds_nothing(cast, browser_of):
    Guardianship.update(ends_on=date(2026, 11, 1)).where(Guardianship.person == cast.tom).execute()
    browser = browser_of(cast.tom)

    answers = [browser.get("/consents"), browser.post(address(cast.mees, cast.school), data={"choice": "yes"})]

    assert ([answer.status_code for answer in answers], nothing_written()) == ([404, 404], True)


def test_unit_where_the_child_is_not_linked_is_not_there(cast, browser_of):
    answer = browser_of(cast.marieke).post(address(cast.daan, cast.bso), data={"choice": "yes"})

    assert (answer.status_code, nothing_written()) == (404, True)


def test_purpose_that_is_not_asked_is_not_there(cast, browser_of):
    answer = browser_of(cast.marieke).post(address(cast.noor, cast.school, "no_such_purpose"), data={"choice": "yes"})

    assert (answer.status_code, nothing_written()) == (404, True)


def test_history_tells_what_was_chosen_when_and_in_which_words(cast, browser_of):
    choose_on(date(2026, 11, 10), cast.marieke, cast.noor, cast.school)
    number = choose(cast.marieke, cast.noor, cast.school, "portal", "no")

    page = words(browser_of(cast.marieke).get(address(cast.noor, cast.school, step="/history")).text)

    first, _, second = page.partition("Toestaan Vastgelegd op di 10 nov 2026 om 12:00 door Marieke de Vries.")
    assert f"Niet toestaan Vastgelegd op di 24 nov 2026 om 08:14 door Marieke de Vries. Nummer {number} in het" in first
    assert "Tekst van toen Ouderportaal (versie 1) Foto's in dit portaal" in second


def test_empty_history_tells_what_will_stand_there(cast, browser_of):
    page = browser_of(cast.marieke).get(address(cast.noor, cast.school, step="/history")).text

    assert "Nog geen keuzes" in page


def test_leading_date_is_told(cast, browser_of):
    ConsentSettings.create(unit=cast.school, leads_from=date(2021, 2, 1))

    page = browser_of(cast.karima).get("/consents").text

    assert "Vanaf 1 februari 2021 is leidend wat u op het portaal invult." in page


def test_choices_of_last_year_are_found_right_with_one_tap(cast, browser_of):
    Guardianship.update(starts_on=LAST_YEAR).execute()
    choose_on(LAST_YEAR, cast.marieke, cast.noor, cast.school)
    browser = browser_of(cast.marieke)
    before = browser.get("/consents").text

    answer = browser.post(f"/consents/{cast.noor.id}/{cast.school.id}/reviews")

    after = browser.get("/consents").text
    assert (answer.status_code, answer.headers["Location"]) == (
        303, f"/consents#sheet-{cast.noor.id}-{cast.school.id}",
    )  # fmt: skip
    assert [page.count("Kijk uw keuzes nog eens na") for page in (before, after)] == [1, 0]


def test_looking_changes_nothing(cast, browser_of):
    browser = browser_of(cast.marieke)

    for path in ("/consents", address(cast.noor, cast.school, step="/edit"), "/administration"):
        browser.get(path)

    assert (nothing_written(), ConsentReview.select().count(), Letter.select().count()) == (True, 0, 0)


def test_administration_tells_how_many_choices_are_open(cast, browser_of):
    browser, found = browser_of(cast.karima), []
    for key in ("", "portal"):
        if key:
            choose_all(cast.karima, cast.yara, cast.school)
        found.append(words(browser.get("/administration").text))

    assert ["Beeldgebruik nog 7 keuzes" in found[0], "Beeldgebruik alles gekozen" in found[1]] == [True, True]


def test_page_takes_as_many_queries_for_three_children_and_two_units_as_for_one(cast, browser_of):
    counts = []
    for person in (cast.karima, cast.marieke):
        if person == cast.marieke:
            has_children(person, cast.school, cast.mees, cast.yara)
        browser = browser_of(person)
        browser.get("/consents")
        with count_queries() as counter:
            browser.get("/consents")
        counts.append(counter.count)

    assert counts[0] == counts[1] <= 15
