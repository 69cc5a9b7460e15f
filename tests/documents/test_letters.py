"""Letters about a child: what they say stays, who may open them, and that everybody can read them."""

from datetime import date, time
from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from tests.pdf_checks import errors_in
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.files import keep_file
from webapp.core.pdf import forget_pdfs
from webapp.documents.actions import letters
from webapp.documents.actions.letters import ISSUED, as_time, file_of, issue_letter, make_letter, printed_letter
from webapp.documents.models import Letter
from webapp.documents.queries.letters import letter_for
from webapp.documents.rules import new_number
from webapp.schools.models import Child, Enrolment, Guardianship, Link, Unit

KIND = "absence/confirmation"


def logo() -> bytes:
    made = BytesIO()
    Image.new("RGB", (240, 240), "#0f766e").save(made, "WEBP")
    return made.getvalue()


FACTS = {
    "child": "Noor de Vries", "groups": "Groep 3", "is_illness": True,
    "first_day": date(2026, 11, 24), "last_day": None,
    "starts_at": "", "ends_at": "", "reported_by": "Marieke de Vries",
    "reported_at": clock.at(date(2026, 11, 24), time(7, 51)),
    "source": "portal", "summary": [["Kind", "Noor de Vries"]],
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_patience(monkeypatch):
    """Nobody prints behind a test: what is not there at once, is late."""
    monkeypatch.setattr(letters, "PATIENCE", 0)


@pytest.fixture
def letter(cast) -> Letter:
    return issue_letter(KIND, cast.school, cast.noor, cast.noor, FACTS)


def text_of(letter: Letter, language: str = "nl") -> str:
    make_letter(letter.id, language)
    return " ".join(PdfReader(BytesIO(file_of(letter, language).read_bytes())).pages[0].extract_text().split())


def test_letter_says_the_same_after_child_parent_and_school_changed_their_names(cast, letter):
    before = text_of(letter)
    Child.update(given_name="Nora").where(Child.id == cast.noor.id).execute()
    Unit.update(name="De Walnoot", phone="", email="").where(Unit.id == cast.school.id).execute()
    Person.update(name="M. Jansen").where(Person.id == cast.marieke.id).execute()
    forget_pdfs(ISSUED, clock.now().replace(year=2100))

    assert text_of(letter) == before
    assert "Noor de Vries" in before


def test_of_one_thing_there_is_one_letter(cast, letter):
    again = issue_letter(KIND, cast.school, cast.noor, cast.noor, FACTS | {"child": "Iemand anders"})

    assert (again.id, again.facts, Letter.select().count()) == (letter.id, letter.facts, 1)


def test_letter_is_read_in_the_language_of_its_reader(cast, letter):
    for language in ("nl", "en"):
        make_letter(letter.id, language)
        with pikepdf.open(file_of(letter, language)) as opened:
            assert str(opened.Root.Lang) == language


def test_letter_can_be_read_by_everybody_and_is_small(cast, letter):
    cast.school.logo = keep_file(logo(), "webp")
    cast.school.save(only=[Unit.logo])
    text_of(letter)

    file = file_of(letter, "nl")

    assert errors_in(file) == []
    assert file.stat().st_size <= 150_000
    with pikepdf.open(file) as opened:
        assert str(opened.docinfo["/Title"]) == "Bevestiging ziekmelding"
        assert "pdfuaid:part" in opened.open_metadata()


def test_number_cannot_be_guessed_and_stands_in_the_letter(letter):
    assert (letter.number[:5], len(letter.number)) == ("2026-", 13)
    assert len({new_number(date(2026, 1, 1)) for _ in range(1000)}) == 1000
    assert letter.number in text_of(letter)


def test_who_opens_a_letter_is_in_the_audit_trail(cast, letter):
    make_letter(letter.id, "nl")

    printed_letter(cast.ingrid, letter, "nl")

    entry = AuditEntry.get(AuditEntry.verb == "open_letter")
    assert (entry.actor_id, entry.subject, entry.unit_id) == (cast.ingrid.id, f"letter-{letter.id}", cast.school.id)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("marieke", 200), ("ingrid", 200), ("peter", 200),
        ("karima", 404), ("wouter", 404), ("joris", 404), ("eline", 404), ("bram", 404), ("anouk", 404),
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/letters/{}.pdf", "/letters/{}"])
def test_family_and_office_open_a_letter_and_nobody_else(cast, browser_of, letter, name, status, address):
    make_letter(letter.id, "nl")

    answer = browser_of(getattr(cast, name)).get(address.format(letter.number), buffered=True)

    assert answer.status_code == status
    if not address.endswith("pdf"):
        assert ("Noor" in answer.text) == (status == 200)


@pytest.mark.parametrize("name", ["marieke", "karima"])
def test_letter_of_the_school_alone_is_not_there_for_a_family(cast, browser_of, name):
    dossier = issue_letter(KIND, cast.school, cast.noor, "dossier-1", FACTS, audience="school")

    assert browser_of(getattr(cast, name)).get(f"/letters/{dossier.number}").status_code == 404
    assert browser_of(cast.peter).get(f"/letters/{dossier.number}").status_code == 200


@pytest.mark.parametrize(("information", "status"), [("full", 200), ("on_request", 404), ("none", 404)])
def test_separated_parent_opens_what_the_office_recorded_that_parent_is_told(cast, browser_of, information, status):
    letter = issue_letter(KIND, cast.school, cast.mees, cast.mees, FACTS)
    Guardianship.update(information=information).where(Guardianship.person == cast.tom).execute()

    assert browser_of(cast.tom).get(f"/letters/{letter.number}").status_code == status


def test_family_still_opens_its_letters_after_the_child_left(cast, browser_of, letter):
    Enrolment.update(ends_on=clock.today()).where(Enrolment.child == cast.noor).execute()

    answers = {
        name: browser_of(getattr(cast, name)).get(f"/letters/{letter.number}").status_code
        for name in ("marieke", "karima", "ingrid")
    }

    assert answers == {"marieke": 200, "karima": 404, "ingrid": 200}


def test_guardian_whose_link_ended_opens_nothing_more(cast, browser_of, letter):
    Link.update(ended_at=clock.now()).where(Link.guardianship.in_(cast.noor.guardianships)).execute()

    assert browser_of(cast.marieke).get(f"/letters/{letter.number}").status_code == 404


def test_stranger_is_sent_to_sign_in_whether_the_number_exists_or_not(client, letter):
    answers = [client.get(f"/letters/{number}") for number in (letter.number, "2026-00000000")]

    assert [(answer.status_code, "/sign-in" in answer.location) for answer in answers] == [(303, True)] * 2


def test_number_is_found_as_somebody_types_it(cast, letter):
    assert letter_for(cast.ingrid, f" {letter.number.lower()} ") == letter


def test_letter_that_is_not_ready_in_time_says_so_and_loses_nothing(cast, browser_of, letter):
    answer = browser_of(cast.marieke).get(f"/letters/{letter.number}.pdf")

    assert (answer.status_code, "Opnieuw proberen" in answer.text) == (503, True)


def test_two_workers_print_one_file(cast, letter):
    make_letter(letter.id, "nl")
    first = file_of(letter, "nl").read_bytes()

    make_letter(letter.id, "nl")

    assert file_of(letter, "nl").read_bytes() == first
    assert [file.name for file in file_of(letter, "nl").parent.glob("*.part")] == []


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("2026-11-24T06:51:00+00:00", clock.at(date(2026, 11, 24), time(7, 51))),
        ("2026-11-24 is een dinsdag", "2026-11-24 is een dinsdag"),
        ("2026-99-99", "2026-99-99"),
        ("gewoon tekst", "gewoon tekst"),
    ],
)
def test_days_and_moments_come_back_as_they_were_and_words_stay_words(kept, shown):
    assert as_time(kept) == shown
