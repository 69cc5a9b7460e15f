"""The letter that says what was asked: on one sheet, in both languages, and the same a year later."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from tests.leave.asking import TUESDAY, TUESDAY_NEXT, a_paper, ask_one, wants_both
from tests.pdf_checks import errors_in
from webapp.core import clock
from webapp.documents.actions.letters import letter_pdf
from webapp.documents.models import Letter


@pytest.fixture(autouse=True)
def on_tuesday():
    with clock.frozen_at(TUESDAY):
        yield


def text_of(language: str = "nl") -> str:
    """The one letter that there is, as it is read."""
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(letter_pdf(Letter.get(), language))).pages)


def words(text: str) -> str:
    return " ".join(text.split())


def test_confirmation_is_one_tagged_sheet_with_a_title(cast):
    ask_one(cast.marieke, cast.noor, last=TUESDAY_NEXT, papers=a_paper(), reason="Lang verhaal. " * 40)

    letter = pikepdf.open(BytesIO(letter_pdf(Letter.get(), "nl")))

    assert (len(letter.pages), str(letter.Root.Lang), bool(letter.Root.MarkInfo.Marked)) == (1, "nl", True)
    assert str(letter.docinfo["/Title"]) == "Bevestiging verlofaanvraag"
    assert errors_in(letter_pdf(Letter.get(), "nl")) == []


def test_confirmation_tells_what_was_asked_and_that_it_is_no_permission(cast):
    ask_one(cast.marieke, cast.noor, last=TUESDAY_NEXT, papers=a_paper())

    text = words(text_of())

    told = ["Noor de Vries", "Verhuizing", "30 november 2026 t/m 1 december 2026", "2 schooldagen", "We verhuizen.",
            "verklaring.pdf", "uiterlijk op 19 januari 2027", "nog geen toestemming", Letter.get().number]  # fmt: skip
    assert [one for one in told if one not in text] == []


def test_confirmation_says_the_same_when_the_world_has_changed(cast):
    ask_one(cast.marieke, cast.noor)
    before = text_of()
    cast.noor.surname, cast.marieke.name = "Jansen", "Marieke Jansen"
    cast.noor.save()
    cast.marieke.save()

    with clock.frozen_at(TUESDAY.replace(year=2027)):
        assert text_of() == before


def test_notice_is_confirmed_as_a_notice(cast):
    ask_one(cast.karima, cast.yara, kind="feast", first=date(2026, 11, 26), reason="")

    text = words(text_of())

    assert ("Bevestiging verlofmelding" in text, "geen aanvraag" in text, "toestemming" in text) == (True, True, False)


def test_long_leave_and_the_other_guardians_word_are_told(cast):
    wants_both(cast.school)
    ask_one(cast.sanne, cast.mees, kind="other", first=date(2027, 1, 25), last=date(2027, 2, 12))

    text = words(text_of())

    assert ("leerplichtambtenaar van de gemeente" in text, "ook de andere ouder met gezag" in text) == (True, True)


def test_confirmation_in_english_has_its_language(cast):
    ask_one(cast.marieke, cast.noor)

    assert str(pikepdf.open(BytesIO(letter_pdf(Letter.get(), "en"))).Root.Lang) == "en"
