"""Link letters: what stands in them, when their codes begin to work, who may open them, and when they go."""

import os
import stat
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from tests.browsers import HTMX
from tests.cast import make_child
from tests.pdf_checks import errors_in
from tests.schools.codes import make_code
from webapp.core import clock, pdf
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.core.jobs import LongJob, start_long_job
from webapp.core.pdf import pdf_file, pdf_of, pdf_of_many
from webapp.documents.actions import link_letters
from webapp.documents.actions.link_letters import (
    LETTERS,
    forget_letters,
    forget_old_letters,
    letters_of,
    order_letters,
    print_link_letters,
)
from webapp.documents.phrases import LETTERS_FAILED
from webapp.documents.queries.link_letters import children_for_letters
from webapp.schools.actions.link_codes import enter_code
from webapp.schools.models import LinkCode

OLD = "K7QM-3F9T-XW2C"


@pytest.fixture
def printed(cast) -> tuple[LongJob, Path]:
    """The letters for Noor and Daan, ordered by Ingrid and made."""
    return make_letters(cast, [cast.noor.id, cast.daan.id])


def make_letters(cast, child_ids) -> tuple[LongJob, Path]:
    job = start_long_job(cast.ingrid)
    print_link_letters(job.id, cast.school.id, child_ids)
    return LongJob.get_by_id(job.id), pdf_file(LETTERS, job.id)


def pages(file: Path | bytes) -> list[str]:
    data = file if isinstance(file, bytes) else file.read_bytes()
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


def code_in(page: str) -> str:
    words = page.split()
    return words[words.index("Koppelcode") + 3]


def test_each_child_has_a_page_with_a_code_that_works(cast, printed):
    job, file = printed

    daan, noor = sorted(pages(file), key=lambda page: "Noor de Vries" in page)

    assert ("Daan de Vries" in daan, "Noor de Vries" in noor) == (True, True)
    assert [enter_code(code_in(page)).given_name for page in (daan, noor)] == ["Daan", "Noor"]
    assert (job.state, job.result, job.done, job.total) == ("finished", f"/link-letters/{job.id}", 2, 2)


def test_letter_tells_no_more_of_a_child_than_name_and_group(cast):
    _job, file = make_letters(cast, [cast.noor.id])

    (page,) = pages(file)

    assert [fact for fact in ("2020", "Esdoornlaan", "Marieke", "Eekhoorns") if fact in page] == []


def test_code_is_nowhere_in_clear_but_in_the_letter(cast, printed, tmp_path):
    _job, file = printed
    secrets = [code_in(page)[5:].replace("-", "") for page in pages(file)]

    stored = " ".join(f"{code.selector} {code.secret_hash}" for code in LinkCode.select())
    told = " ".join(entry.details for entry in AuditEntry.select())

    assert [secret for secret in secrets if secret in stored.replace("-", "") or secret in told] == []
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_letters_are_tagged_pdf_with_language_and_title(cast, printed):
    with pikepdf.open(printed[1]) as letter:
        assert str(letter.Root.Lang) == "nl"
        assert bool(letter.Root.MarkInfo.Marked) is True
        assert str(letter.docinfo["/Title"]) == "Koppelcodes van De Notenboom"
        assert bool(letter.Root.ViewerPreferences.DisplayDocTitle) is True
        assert "pdfuaid:part" in letter.open_metadata()


def test_letters_can_be_read_by_everybody(cast, printed):
    assert errors_in(printed[1]) == []


def test_new_letter_replaces_the_code_of_the_one_before(cast):
    make_code(cast.noor, cast.school, OLD)

    _job, file = make_letters(cast, [cast.noor.id])

    with pytest.raises(Refused, match="code_renewed"):
        enter_code(OLD)
    assert enter_code(code_in(pages(file)[0])).given_name == "Noor"


def test_letters_that_fail_leave_the_old_codes_working_and_no_file(cast, monkeypatch):
    make_code(cast.noor, cast.school, OLD)

    def broken(*args):
        raise RuntimeError("no fonts")

    monkeypatch.setattr(link_letters, "pdf_of_many", broken)
    job, file = make_letters(cast, [cast.noor.id])

    assert (job.state, job.message) == ("failed", str(LETTERS_FAILED))
    assert enter_code(OLD).given_name == "Noor"
    assert (file.exists(), LinkCode.select().count()) == (False, 1)


def test_many_letters_by_two_processes_are_one_tagged_file(cast, monkeypatch):
    monkeypatch.setattr(pdf, "ONE_PROCESS_UP_TO", 1)
    sheets = [f"<html lang=nl><title>Brief</title><body><h1>Brief {number}</h1></body></html>" for number in range(4)]
    told = []

    made = pdf_of_many(sheets, "h1 { color: red }", on_each=lambda: told.append(1))

    assert pages(made) == [f"Brief {number}" for number in range(4)]
    assert len(told) == 4
    with pikepdf.open(BytesIO(made)) as whole:
        owners = whole.Root.StructTreeRoot.ParentTree.Nums
        assert [int(page.StructParents) for page in whole.pages] == [int(owners[place]) for place in range(0, 8, 2)]
        assert len(whole.Root.StructTreeRoot.K[0].K) == 4


def test_letter_fetches_nothing_from_outside(cast):
    sheet = '<html lang=nl><title>Brief</title><body><img src="file:///etc/passwd" alt=""><h1>Brief</h1></body></html>'

    assert pages(pdf_of([sheet], "")) == ["Brief"]


def test_by_default_only_children_without_anybody_get_a_letter(cast):
    anna = make_child(("Anna", "", "Smit"), date(2020, 1, 1), cast.group3)

    assert children_for_letters(cast.school, None, also_linked=False) == [anna.id]
    assert set(children_for_letters(cast.school, [cast.group3.id], also_linked=True)) == {
        anna.id,
        cast.noor.id,
        cast.sem.id,
    }


def test_nobody_chosen_is_refused_and_nothing_is_ordered(cast):
    with pytest.raises(Refused, match="nobody_chosen"):
        order_letters(cast.ingrid, cast.school, [])

    assert LongJob.select().count() == 0


def test_letters_go_when_they_are_printed_and_by_themselves_after_a_day(cast, printed):
    job, file = printed
    _other_job, kept = make_letters(cast, [cast.yara.id])
    forget_letters(cast.ingrid, job.id)
    assert (file.exists(), kept.exists()) == (False, True)

    yesterday = (clock.now() - timedelta(days=1, minutes=1)).timestamp()
    os.utime(kept, (yesterday, yesterday))

    assert (forget_old_letters(), kept.exists()) == (1, False)


def test_letters_are_only_for_whoever_ordered_them(cast, printed):
    job, file = printed

    assert letters_of(cast.ingrid, job.id) == file
    with pytest.raises(LongJob.DoesNotExist):
        letters_of(cast.peter, job.id)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_office_orders_letters_and_is_sent_to_their_progress(cast, browser_of, headers):
    data = {"scope": "groups", "groups": [cast.group3.id], "also_linked": "y"}

    response = browser_of(cast.ingrid).post(f"/units/{cast.school.id}/link-letters", data=data, headers=headers)

    place = response.headers.get("HX-Redirect") or response.location
    assert (response.status_code, place) == (204 if headers else 303, f"/jobs/{LongJob.get().id}")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"scope": "unit"}, "Hier is geen brief nodig"),  # everybody is linked
        ({"scope": "groups"}, "Kies een of meer groepen."),
        ({"scope": "groups", "groups": "999999"}, "Hier is geen brief nodig"),
    ],
)
def test_order_without_anybody_is_answered_with_what_to_do(cast, browser_of, data, sentence):
    response = browser_of(cast.ingrid).post(f"/units/{cast.school.id}/link-letters", data=data)

    assert (response.status_code, sentence in response.text) == (422, True)
    assert LongJob.select().count() == 0


def test_office_opens_the_file_and_throws_it_away(cast, browser_of, printed):
    job, file = printed
    browser = browser_of(cast.ingrid)
    assert "Open de brieven (PDF)" in browser.get(f"/link-letters/{job.id}").text

    with browser.get(f"/link-letters/{job.id}.pdf", buffered=True) as letters:
        assert (letters.mimetype, letters.headers["Cache-Control"]) == ("application/pdf", "private, no-store")
        assert letters.data == file.read_bytes()
    browser.post(f"/link-letters/{job.id}/removal")

    assert browser.get(f"/link-letters/{job.id}.pdf").status_code == 404
    assert "Deze brieven zijn er niet meer" in browser.get(f"/link-letters/{job.id}").text


@pytest.mark.parametrize("name", ["peter", "bram", "joris", "marieke"])
def test_letters_of_another_are_not_there(cast, browser_of, printed, name):
    job, file = printed
    browser = browser_of(getattr(cast, name))

    answers = [
        browser.get(f"/link-letters/{job.id}.pdf").status_code,
        browser.get(f"/link-letters/{job.id}").status_code,
        browser.post(f"/link-letters/{job.id}/removal").status_code,
    ]

    assert (answers, file.exists()) == ([404, 404, 404], True)


def test_office_of_another_unit_orders_nothing_here(cast, browser_of):
    browser = browser_of(cast.bram)

    assert browser.get(f"/units/{cast.school.id}/link-letters").status_code == 404
    assert browser.post(f"/units/{cast.school.id}/link-letters", data={"scope": "unit"}).status_code == 404
    assert LongJob.select().count() == 0
