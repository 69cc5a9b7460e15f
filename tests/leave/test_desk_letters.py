"""The school's letters about leave, read back as text: they say what was true when it happened."""

from datetime import date, datetime
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from tests.leave.at_desk import MONDAY, ask, attach, had
from tests.pdf_checks import errors_in
from webapp.absence.rules.reports import Span
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.files import keep_file
from webapp.documents.actions.letters import letter_pdf
from webapp.documents.models import Letter
from webapp.leave.actions.decisions import Choice, decide_requests
from webapp.leave.actions.events import note_event, take_step
from webapp.leave.actions.questions import ask_question
from webapp.leave.actions.referrals import refer_request
from webapp.schools.models import Child, Unit

REASON = "Voor dit feest is één dag genoeg."
OFFICER = {"municipality": "Emmen", "name": "Henk Bos", "email": "lp@emmen.example", "phone": "0591111222"}
OBJECTION = "U kunt bezwaar maken tegen dit besluit."


@pytest.fixture(autouse=True)
def today():
    with clock.frozen_at(datetime(2026, 11, 24, 10, tzinfo=clock.SCHOOL_ZONE)):
        yield


def text_of(letter: Letter, language: str = "nl") -> str:
    pages = PdfReader(BytesIO(letter_pdf(letter, language))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def decided(cast, outcome: str, part: Span | None = None) -> Letter:
    request = ask(cast.sanne, cast.mees, cast.school, days=2)
    decide_requests(cast.peter, [Choice(request, outcome, "g", REASON, part)])
    return Letter.get()


def missing(text: str, *sentences: str) -> list[str]:
    return [sentence for sentence in sentences if sentence not in text]


def test_letter_of_granted_leave_tells_all_of_it_and_no_objection(cast):
    text = text_of(decided(cast, "approved"))

    assert missing(
        text, "Beschikking verlof", "Het verlof is toegekend.", "Mees Bakker, geboren op 20 januari 2019", "Groep 4",
        "De Notenboom", "Jubileum", "24 november 2026 door Sanne Bakker", "artikel 14 van de Leerplichtwet 1969",
        REASON,
        "Gevraagd 11 januari 2027 t/m 12 januari 2027, 2 schooldagen",
        "Toegekend 11 januari 2027 t/m 12 januari 2027, 2 schooldagen", "Peter Hofman directeur van De Notenboom",
    ) == []  # fmt: skip
    assert OBJECTION not in text


def test_letter_of_a_part_tells_what_was_given_and_how_to_object(cast):
    text = text_of(decided(cast, "partly", Span(MONDAY, MONDAY, "10:00", "12:00")))

    assert missing(
        text, "Het verlof is voor een deel toegekend.", "Toegekend 11 januari 2027 10:00–12:00, een halve schooldag",
        "Op de andere gevraagde dagen moet Mees Bakker naar school.", OBJECTION,
        "Uw bezwaar moet er uiterlijk op 5 januari 2027 zijn.",
    ) == []  # fmt: skip


def test_letter_of_a_refusal_names_the_last_day_to_whom_and_the_court(cast):
    text = text_of(decided(cast, "refused"))

    assert missing(
        text, "Het verlof is afgewezen.", "Toegekend niets", "Mees Bakker wordt dan gewoon op school verwacht.", REASON,
        "binnen zes weken, vanaf de dag nadat dit besluit is verstuurd", "uiterlijk op 5 januari 2027",
        "Stuur uw bezwaar aan Peter Hofman, directeur van De Notenboom, info@notenboom.example, telefoon 0591 234 567.",
        "in beroep gaan bij de rechtbank",
    ) == []  # fmt: skip


def test_letter_says_the_same_when_everything_changed_afterwards(cast):
    letter = decided(cast, "refused")
    before = text_of(letter)

    Child.update(given_name="Anders", surname="Genoemd").execute()
    Person.update(name="Iemand anders").execute()
    with clock.frozen_at(datetime(2027, 11, 24, 10, tzinfo=clock.SCHOOL_ZONE)):
        after = text_of(Letter.get())

    assert after == before


def test_address_for_objections_stays_when_the_school_changes_it(cast):
    letter = decided(cast, "refused")

    Unit.update(email="nieuw@notenboom.example").execute()

    assert "De Notenboom, info@notenboom.example, telefoon" in text_of(Letter.get_by_id(letter.id))


def test_letter_is_tagged_dutch_titled_and_small(cast):
    data = letter_pdf(decided(cast, "partly", Span(MONDAY, MONDAY)), "nl")

    with pikepdf.open(BytesIO(data)) as pdf:
        assert (str(pdf.Root.Lang), str(pdf.docinfo.Title), bool(pdf.Root.MarkInfo.Marked)) == (
            "nl",
            "Beschikking verlof",
            True,
        )
    assert len(data) < 150_000


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("outcome", ["approved", "partly", "refused"])
def test_decision_can_be_read_by_everybody(cast, outcome, language):
    letter = decided(cast, outcome, Span(MONDAY, MONDAY))

    assert errors_in(letter_pdf(letter, language)) == []


def test_check_page_shows_what_was_decided(cast, browser_of):
    letter = decided(cast, "refused")

    page = browser_of(cast.ingrid).get(f"/letters/{letter.number}").text

    assert missing(page, "Beschikking verlof", "afgewezen", "11 januari 2027 t/m 12 januari 2027", "Peter Hofman") == []


def test_dossier_for_the_officer_holds_all_that_the_school_knows(cast):
    had(cast.sanne, cast.mees, cast.school, 3)
    request = ask(cast.sanne, cast.mees, cast.school, days=21, kind="other", reason="Oma heeft hulp nodig.")
    attach(request, keep_file(b"%PDF-1.4", "pdf"), "brief van de arts.pdf")
    ask_question(cast.ingrid, request, "Kan het ook in de zomer?", "key")
    take_step(request, "answer")
    note_event(request, "answer", cast.sanne, "Nee, oma is nu alleen.")

    text = text_of(refer_request(cast.peter, request, "Ik adviseer tien dagen.", OFFICER))

    assert missing(
        text, "leerplichtambtenaar van de gemeente Emmen", "Henk Bos", "lp@emmen.example", "0591 111 222",
        "Mees Bakker, geboren op 20 januari 2019", "De Notenboom, Groep 4", "door Sanne Bakker", "sanne@ouders.example",
        "11 januari 2027 t/m 31 januari 2027, 15 schooldagen", "Eerder dit schooljaar 1½ schooldagen",
        "Samen 16½ schooldagen", "Oma heeft hulp nodig.", "Vraag van Ingrid Mulder, 24 november 2026",
        "Kan het ook in de zomer?", "Antwoord van Sanne Bakker, 24 november 2026", "Nee, oma is nu alleen.",
        "Ik adviseer tien dagen.", "brief van de arts.pdf", "Peter Hofman",
    ) == []  # fmt: skip


def test_dossier_can_be_read_by_everybody(cast):
    request = ask(cast.sanne, cast.mees, cast.school, days=21)

    letter = refer_request(cast.peter, request, "Ik adviseer dit niet.", OFFICER)

    assert errors_in(letter_pdf(letter, "nl")) == []


def test_dossier_is_not_for_the_family(cast, browser_of):
    request = ask(cast.sanne, cast.mees, cast.school, days=21)
    letter = refer_request(cast.peter, request, "Ik adviseer dit niet.", OFFICER)

    answers = {
        name: browser_of(getattr(cast, name)).get(f"/letters/{letter.number}").status_code
        for name in ("sanne", "tom", "joris", "bram", "ingrid", "peter")
    }

    assert answers == {"sanne": 404, "tom": 404, "joris": 404, "bram": 404, "ingrid": 200, "peter": 200}


@pytest.mark.parametrize(("name", "expected"), [("sanne", 200), ("tom", 200), ("marieke", 404), ("joris", 404)])
def test_decision_is_for_the_family_and_nobody_elses(cast, browser_of, name, expected):
    letter = decided(cast, "refused")

    assert browser_of(getattr(cast, name)).get(f"/letters/{letter.number}").status_code == expected


def test_objection_until_is_what_the_letter_names(cast):
    with clock.frozen_at(datetime(2027, 2, 12, 23, 30, tzinfo=clock.SCHOOL_ZONE)):
        request = ask(cast.sanne, cast.mees, cast.school, date(2027, 3, 15))
        decision = decide_requests(cast.peter, [Choice(request, "refused", "g", REASON)])[0]

    assert decision.objection_until == date(2027, 3, 30)
    assert "uiterlijk op 30 maart 2027" in text_of(Letter.get())
