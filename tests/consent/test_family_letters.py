"""The confirmation of consents on paper: what its guardian chose, what it comes to, and nothing of another's."""

import re
from datetime import date, time
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from tests.consent.sheets import choose_all, on_paper, sheet_for
from tests.pdf_checks import errors_in
from webapp.consent.actions.decisions import choose
from webapp.consent.actions.letters import issue_confirmation
from webapp.consent.models import ConsentSettings
from webapp.consent.rules.purposes import STANDARD_PURPOSES
from webapp.core import clock
from webapp.documents.actions.letters import letter_pdf
from webapp.documents.models import Letter
from webapp.schools.models import Guardianship

MOST_BYTES = 150 * 1024
MORNING = clock.at(date(2026, 11, 24), time(8, 14))


@pytest.fixture(autouse=True)
def in_the_morning():
    with clock.frozen_at(MORNING):
        yield


def letter_of(person, child, unit) -> Letter:
    return issue_confirmation(person, sheet_for(person, child, unit))


def text_of(letter: Letter, language: str = "nl") -> str:
    """The letter as it is read."""
    pages = PdfReader(BytesIO(letter_pdf(letter, language))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_letter_is_tagged_has_a_title_and_is_small(cast):
    choose_all(cast.marieke, cast.noor, cast.school)
    file = letter_pdf(letter_of(cast.marieke, cast.noor, cast.school), "nl")

    letter = pikepdf.open(BytesIO(file))

    assert (str(letter.Root.Lang), str(letter.docinfo["/Title"])) == ("nl", "Bevestiging toestemmingen")
    assert (errors_in(file), len(file) <= MOST_BYTES) == ([], True)


def test_letter_tells_what_the_page_tells(cast, browser_of):
    for key in STANDARD_PURPOSES[:-1]:
        choose(cast.marieke, cast.noor, cast.school, key, "no" if key == "press" else "yes")
    page = browser_of(cast.marieke).get("/consents").text
    rows = re.findall(rf'id="consent-{cast.noor.id}-{cast.school.id}-.*?</li>', page, re.S)

    text = text_of(letter_of(cast.marieke, cast.noor, cast.school))

    said = [
        " ".join(re.sub(r"<[^>]+>", " ", part).replace("&#39;", "'").split())
        for row in rows
        for part in (*re.findall(r"<h4.*?</h4>|<p>.*?</p>", row, re.S), *re.findall(r"vastgelegd op[^.]+", row))
    ]
    assert (len(rows), len(said)) == (7, 20)
    assert [part for part in said if part.rstrip(".") not in text] == []
    assert [text.count(word) for word in ("Nu Toegestaan", "Nu Niet toegestaan", "Nu Nog geen keuze")] == [5, 1, 1]
    assert "zoals ze vastlagen op 24 november 2026 08:14" in text


def test_letter_is_the_same_while_nothing_changes_and_new_afterwards(cast):
    choose(cast.marieke, cast.noor, cast.school, "portal", "yes")

    first, again = (letter_of(cast.marieke, cast.noor, cast.school).number for _ in range(2))
    choose(cast.marieke, cast.noor, cast.school, "portal", "no")
    changed = letter_of(cast.marieke, cast.noor, cast.school).number

    assert (first == again, first == changed, Letter.select().count()) == (True, False, 2)


def test_letter_says_the_same_when_the_world_has_changed(cast):
    choose(cast.marieke, cast.noor, cast.school, "portal", "yes")
    letter = letter_of(cast.marieke, cast.noor, cast.school)
    before = text_of(letter)
    choose(cast.marieke, cast.noor, cast.school, "portal", "no")
    cast.noor.surname = "Jansen"
    cast.noor.save()

    with clock.frozen_at(MORNING.replace(year=2027)):
        assert text_of(Letter.get_by_id(letter.id)) == before


def test_letter_tells_nothing_of_the_other_guardian(cast):
    choose(cast.tom, cast.mees, cast.school, "portal", "no")
    choose(cast.sanne, cast.mees, cast.school, "portal", "yes")

    letter = letter_of(cast.sanne, cast.mees, cast.school)

    text = text_of(letter)
    assert [word for word in ("Tom", "Visser", "disagreement") if word in text + letter.facts] == []
    assert ("Nu Niet toegestaan" in text, "Uw keuze Toestaan, vastgelegd op di 24 nov 2026" in text) == (True, True)


def test_letter_is_opened_by_who_asked_it_and_by_the_office(cast, browser_of):
    letter = letter_of(cast.sanne, cast.mees, cast.school)
    path = f"/letters/{letter.number}"

    found = [
        browser_of(person).get(path).status_code
        for person in (cast.sanne, cast.ingrid, cast.tom, cast.karima, cast.joris, cast.bram)
    ]

    assert found == [200, 200, 404, 404, 404, 404]


def test_office_compares_the_paper_with_what_was_kept(cast, browser_of):
    choose(cast.marieke, cast.noor, cast.school, "portal", "no")
    letter = letter_of(cast.marieke, cast.noor, cast.school)

    page = browser_of(cast.ingrid).get(f"/letters/{letter.number}").text

    assert "<h1>Bevestiging toestemmingen</h1>" in page
    assert "<dt>Keuzes van</dt><dd>Marieke de Vries</dd>" in page
    assert "<dt>Ouderportaal</dt><dd>Niet toestaan</dd>" in page
    assert page.count("<dd>nog niet gekozen</dd>") == 6


def test_letter_tells_that_a_paper_form_still_counts(cast):
    ConsentSettings.create(unit=cast.school, leads_from=date(2027, 2, 1))
    on_paper(cast.ingrid, cast.marieke, cast.noor, cast.school, "no", date(2026, 9, 1))
    choose(cast.marieke, cast.noor, cast.school, "portal", "yes")

    letter = letter_of(cast.marieke, cast.noor, cast.school)

    text = text_of(letter)
    assert ("Nu Niet toegestaan" in text, "Uw keuze Toestaan, vastgelegd op di 24 nov 2026" in text) == (True, True)
    assert "Uw keuze in het portaal telt vanaf 1 februari 2027." in text
    assert errors_in(letter_pdf(letter, "nl")) == []


def test_guardian_without_authority_reads_that_on_the_letter(cast):
    Guardianship.update(authority="no").where(Guardianship.person == cast.tom).execute()

    text = text_of(letter_of(cast.tom, cast.mees, cast.school))

    assert "Volgens de administratie beslist u niet mee over dit kind." in text


def test_letter_in_english(cast):
    choose(cast.marieke, cast.noor, cast.school, "portal", "yes")

    file = letter_pdf(letter_of(cast.marieke, cast.noor, cast.school), "en")

    letter = pikepdf.open(BytesIO(file))
    assert (str(letter.Root.Lang), errors_in(file)) == ("en", [])


def test_button_issues_the_letter_and_leads_to_it(cast, browser_of):
    browser = browser_of(cast.marieke)
    page = browser.get("/consents").text

    answer = browser.post(f"/consents/{cast.noor.id}/{cast.school.id}/letters")

    letter = Letter.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/letters/{letter.number}.pdf")
    assert (letter.kind, letter.person, letter.child) == ("consent/confirmation", cast.marieke, cast.noor)
    assert page.count("Afdrukken / bewaar als PDF") == 3


def test_looking_at_the_page_writes_no_letter(cast, browser_of):
    browser_of(cast.marieke).get(f"/consents/{cast.noor.id}/{cast.school.id}/letters")

    assert Letter.select().count() == 0
