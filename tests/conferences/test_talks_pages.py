"""The pages of a talk for the school: rightful, lesser and stranger; and what goes on paper."""

from io import BytesIO

import pytest
from playhouse.test_utils import count_queries
from pypdf import PdfReader

from tests.cast import Cast
from tests.conferences.rounds import invite, make_usual_round, slots_of
from tests.pdf_checks import errors_in
from webapp.conferences.actions.bookings import book_for, booking_of
from webapp.conferences.actions.papers import make_papers, order_papers, papers_pdf, printed_papers_of
from webapp.conferences.models import Host, Invitation, Slot
from webapp.core.jobs import LongJob
from webapp.documents.models import Letter
from webapp.schools.models import Child


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_talk_that_was_moved_meanwhile_stays_where_it_is(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    first, second, third, *_ = slots_of(noor.host)
    book_for(cast.joris, noor, third)
    book_for(cast.joris, sem, second)
    browser, talk = browser_of(cast.joris), f"/talks/{noor.id}"

    stale = [
        browser.post(f"{talk}/booking", data={"slot": first.id, "from": second.id}),
        browser.post(f"{talk}/booking/ending", data={"slot": second.id}, follow_redirects=True),
        browser.post(f"{talk}/swap", data={"with": sem.id, "from": first.id, "to": second.id}, follow_redirects=True),
    ]

    assert ["intussen op een andere tijd" in page.text for page in stale] == [True] * 3
    assert (booking_of(noor).slot_id, booking_of(sem).slot_id) == (third.id, second.id)


def test_page_before_a_talk_is_moved_says_from_where_to_where_and_who_hears(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    first, second, *_ = slots_of(noor.host)
    book_for(cast.joris, noor, first)

    text = browser_of(cast.joris).get(f"/talks/{noor.id}/booking/new?slot={second.id}").text

    told = ("Gesprek verzetten?", f'name="from" value="{first.id}"', "Marieke", "Bericht hiervan gaat naar")
    assert [words for words in told if words not in text] == []
    assert booking_of(noor).slot_id == first.id


@pytest.mark.parametrize(
    ("name", "status"),
    [("joris", 200), ("ingrid", 200), ("peter", 200), ("eline", 404), ("bram", 404), ("marieke", 404)],
)
def test_talk_is_there_for_who_receives_and_who_runs_the_round(cast: Cast, browser_of, name, status):
    _round, noor, _daan = make_usual_round(cast)
    book_for(cast.joris, noor, slots_of(noor.host)[0])

    browser = browser_of(getattr(cast, name))

    assert [browser.get(f"/talks/{noor.id}{path}").status_code for path in ("", "/booking/ending")] == [status] * 2


@pytest.mark.parametrize("name", ["eline", "marieke", "bram"])
def test_others_change_nothing_about_a_talk(cast: Cast, browser_of, name):
    _round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    first, second, third, *_ = slots_of(noor.host)
    book_for(cast.joris, noor, first)
    book_for(cast.joris, sem, second)
    browser = browser_of(getattr(cast, name))

    answers = [
        browser.post(f"/talks/{noor.id}/booking", data={"slot": third.id}),
        browser.post(f"/talks/{noor.id}/booking/ending"),
        browser.post(f"/talks/{noor.id}/swap", data={"with": sem.id}),
        browser.post(f"/talks/{noor.id}", data={"note": "x"}),
        browser.post(f"/talks/{noor.id}/second-invitation"),
        browser.post(f"/talks/{noor.id}/letters"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert (booking_of(noor).slot_id, Invitation.get_by_id(noor.id).note) == (first.id, "")


def test_teacher_books_moves_swaps_and_calls_off(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    sem = invite(noor.host, cast.sem)
    first, second, third, *_ = slots_of(noor.host)
    book_for(cast.joris, sem, second)
    browser = browser_of(cast.joris)
    after = []

    browser.post(f"/talks/{noor.id}/booking", data={"slot": first.id})
    after.append(booking_of(noor).slot_id)
    browser.post(f"/talks/{noor.id}/booking", data={"slot": third.id})
    after.append(booking_of(noor).slot_id)
    asked = browser.get(f"/talks/{noor.id}/swap?with={sem.id}").text
    browser.post(f"/talks/{noor.id}/swap", data={"with": sem.id})
    after.append(booking_of(noor).slot_id)
    browser.post(f"/talks/{noor.id}/booking/ending")

    assert after == [first.id, third.id, second.id]
    assert "Sem van den Berg" in asked
    assert (booking_of(noor), booking_of(sem).slot_id) == (None, third.id)


def test_taken_time_is_refused_with_a_sentence(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    first = slots_of(noor.host)[0]
    book_for(cast.joris, invite(noor.host, cast.sem), first)

    response = browser_of(cast.joris).post(f"/talks/{noor.id}/booking", data={"slot": first.id})

    assert (response.status_code, booking_of(noor)) == (422, None)
    assert "net door iemand anders gekozen" in response.text


def test_own_talks_are_of_the_own_host_only(cast: Cast, browser_of):
    _round, noor, daan = make_usual_round(cast)
    book_for(cast.joris, noor, slots_of(noor.host)[0])
    book_for(cast.joris, daan, slots_of(daan.host)[0])

    page = browser_of(cast.joris).get("/talks").text

    assert ("Noor de Vries" in page, "Daan de Vries" in page) == (True, False)


@pytest.mark.parametrize(("name", "status"), [("ingrid", 200), ("joris", 404), ("marieke", 404), ("bram", 404)])
def test_who_has_not_chosen_is_for_who_runs_the_round(cast: Cast, browser_of, name, status):
    round, _noor, _daan = make_usual_round(cast)

    browser = browser_of(getattr(cast, name))

    assert browser.get(f"/rounds/{round.id}/reminders").status_code == status
    assert browser.post(f"/rounds/{round.id}/reminders").status_code == (303 if status == 200 else 404)


def test_slip_for_a_family_without_account_is_opened_by_the_office(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    book_for(cast.joris, noor, slots_of(noor.host)[0])

    made = browser_of(cast.ingrid).post(f"/talks/{noor.id}/letters")

    letter = Letter.get()
    assert (made.status_code, letter.audience) == (303, "school")
    assert browser_of(cast.marieke).get(made.headers["Location"]).status_code == 404


def test_lists_ask_as_much_for_many_talks_as_for_few(cast: Cast, browser_of):
    round, noor, _daan = make_usual_round(cast)
    browsers = [(browser_of(cast.joris), "/talks"), (browser_of(cast.joris), f"/talks/{noor.id}")]
    browsers.append((browser_of(cast.ingrid), f"/rounds/{round.id}/reminders"))
    counts = []
    for more in ([], [cast.sem, cast.yara, cast.mees]):
        for child, slot in zip(more, slots_of(noor.host)[3:], strict=False):
            book_for(cast.ingrid, invite(noor.host, child), slot)
        for browser, path in browsers:
            browser.get(path)
            with count_queries() as counted:
                browser.get(path)
            counts.append(counted.count)

    assert counts[:3] == counts[3:]
    assert max(counts) <= 12


def test_day_sheet_is_what_the_rows_say_for_the_own_host_only(cast: Cast):
    round, noor, daan = make_usual_round(cast)
    first, second, *_ = slots_of(noor.host)
    book_for(cast.joris, noor, first)
    book_for(cast.joris, daan, slots_of(daan.host)[3])
    Slot.update(is_blocked=True).where(Slot.id == second.id).execute()
    Invitation.update(note="leest graag & <b>veel</b>").where(Invitation.id == noor.id).execute()

    own, whole = papers_pdf(cast.joris, round, "day-sheets"), papers_pdf(cast.ingrid, round, "day-sheets")

    pages = pages_of(own)
    assert (len(pages), len(pages_of(whole))) == (2, 4)
    assert "18:00 Noor de Vries" in pages[0].replace("\n", " ")
    assert "Marieke" in pages[0]
    assert "leest graag & <b>veel</b>" in pages[0].replace("\n", " ")
    assert "18:10 pauze" in pages[0].replace("\n", " ")
    assert not [page for page in pages if "Daan" in page]
    assert errors_in(own) == []


def test_poster_has_first_names_only_and_no_notes(cast: Cast):
    round, noor, _daan = make_usual_round(cast)
    Child.update(surname="<script>Kanarie").where(Child.id == cast.noor.id).execute()
    Invitation.update(note="KANARIE").execute()
    book_for(cast.joris, noor, slots_of(noor.host)[0])
    Host.update(room="Lokaal <3>").where(Host.id == noor.host_id).execute()

    pdf = papers_pdf(cast.joris, round, "posters")

    text = "".join(pages_of(pdf))
    assert ("Noor" in text, "Lokaal <3>" in text, "anarie" in text.lower()) == (True, True, False)
    assert errors_in(pdf) == []


def test_poster_names_no_child_whose_homes_each_have_a_talk(cast: Cast):
    round, noor, _daan = make_usual_round(cast)
    mees = invite(noor.host, cast.mees, household="A")
    book_for(cast.joris, mees, slots_of(noor.host)[0])

    text = "".join(pages_of(papers_pdf(cast.joris, round, "posters")))

    assert ("Mees" in text, "bezet" in text) == (False, True)


def test_papers_are_fetched_by_who_ordered_them(cast: Cast, browser_of):
    round, noor, _daan = make_usual_round(cast)
    book_for(cast.joris, noor, slots_of(noor.host)[0])
    job = order_papers(cast.joris, round, "day-sheets")

    make_papers(job.id, round.id, "day-sheets")

    path = f"/rounds/printed-papers/{job.id}.pdf"
    assert LongJob.get_by_id(job.id).state == "finished"
    assert printed_papers_of(cast.joris, job.id) is not None
    assert [browser_of(one).get(path, buffered=True).status_code for one in (cast.joris, cast.ingrid)] == [200, 404]
