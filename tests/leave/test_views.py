"""A family's leave over HTTP: the three questions, what is sent, and who may see what."""

import re
from datetime import date
from io import BytesIO

import pytest
from flask import render_template
from playhouse.test_utils import count_queries

from tests.browsers import HTMX
from tests.core.test_papers import EXE, SVG
from tests.core.test_pictures import picture, png_that_claims
from tests.leave.asking import (
    MONDAY_NEXT,
    TUESDAY,
    TUESDAY_NEXT,
    a_paper,
    ask_one,
    in_state,
    pdf,
    put_question,
    wants_both,
)
from webapp.absence.models import Absence
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.documents.actions.letters import issue_letter
from webapp.leave.models import LeaveAttachment, LeaveDecision, LeaveEvent, LeaveKind, LeaveRequest, LeaveSettings
from webapp.leave.phrases.requests import ROW_WORDS
from webapp.leave.queries.requests import current_requests_of
from webapp.notifications.models import Notification


@pytest.fixture(autouse=True)
def on_tuesday():
    with clock.frozen_at(TUESDAY):
        yield


def typed(*children, **changes):
    """What the form sends: moving house, Monday."""
    wish = {"purpose": "family", "kind": "moving", "first_day": "2026-11-30", "last_day": "", "reason": "We verhuizen."}
    return wish | {"children": [child.id for child in children], "key": "sleutel"} | changes


def with_file(name: str, data: bytes) -> tuple[BytesIO, str]:
    return BytesIO(data), name


def test_first_only_for_whom_and_what_for_are_asked(cast, browser_of):
    page = browser_of(cast.marieke).get(f"/leave/new?child={cast.noor.id}").text

    assert re.findall(r'name="children" type="checkbox" value="(\d+)"', page) == [str(cast.daan.id), str(cast.noor.id)]
    assert f'checked id="children-1" name="children" type="checkbox" value="{cast.noor.id}"' in page
    assert ("Waarvoor is het?" in page, "Wanneer?" in page, "Aanvraag versturen" in page) == (True, False, False)
    assert "blijft een paar uur thuis" not in page


def test_small_child_has_a_purpose_of_its_own(cast, browser_of):
    cast.yara.birthdate = date(2021, 3, 10)
    cast.yara.save()

    assert "blijft een paar uur thuis" in browser_of(cast.karima).get("/leave/new").text


def test_each_answer_brings_the_next_question_and_at_last_what_the_law_says(cast, browser_of):
    browser = browser_of(cast.marieke)
    steps = [
        typed(cast.noor, kind="", first_day=""),
        typed(cast.noor, first_day=""),
        typed(cast.noor),
    ]

    pages = [browser.post("/leave/drafts", data=step, headers=HTMX).text for step in steps]

    asked = [("Wat is er precies?" in page, "Wanneer?" in page, "Aanvraag versturen" in page) for page in pages]
    assert asked == [(True, False, False), (True, True, False), (True, True, True)]
    assert (
        "<html" in pages[2],
        "1 schooldag" in pages[2],
        "De directeur beslist, uiterlijk op 19 januari 2027" in pages[2],
    ) == (
        *(False, True),
        True,
    )
    assert LeaveRequest.select().count() == 0


def test_without_script_the_same_questions_are_a_page(cast, browser_of):
    page = browser_of(cast.karima).post("/leave/drafts", data=typed(cast.yara)).text

    assert ("<html" in page, "Voor Yara" in page, "Aanvraag versturen" in page) == (True, True, True)
    assert browser_of(cast.karima).get("/leave/drafts").location == "/leave/new"


@pytest.mark.parametrize("name", ["first_day", "last_day", "starts_at"])
def test_what_is_no_day_or_time_is_said_while_it_is_typed(cast, browser_of, name):
    page = browser_of(cast.marieke).post("/leave/drafts", data=typed(cast.noor) | {name: "morgen"}, headers=HTMX).text

    assert ("Dit is geen" in page, "Aanvraag versturen" in page) == (True, False)


def test_what_is_impossible_is_told_before_it_can_be_sent(cast, browser_of):
    wish = typed(cast.noor, purpose="profession", kind="", first_day="2027-01-25", last_day="2027-02-12")

    page = browser_of(cast.marieke).post("/leave/drafts", data=wish, headers=HTMX).text
    sent = browser_of(cast.marieke).post("/leave", data=wish)

    assert ("Zo kan het niet" in page, "Niemand mag meer geven" in page, "versturen" in page) == (True, True, False)
    assert (sent.status_code, LeaveRequest.select().count(), Notification.select().count()) == (422, 0, 0)


def test_brothers_and_sisters_of_another_age_are_told_apart(cast, browser_of):
    cast.noor.birthdate = date(2022, 1, 6)
    cast.noor.save()

    page = browser_of(cast.marieke).post("/leave/drafts", data=typed(cast.noor, cast.daan), headers=HTMX).text

    assert ("Dit is een melding" in page, "Dit is een aanvraag" in page) == (True, True)
    assert "pas vanaf 1 februari 2027 naar school" in page


def test_kinds_of_the_unit_itself_can_be_chosen(cast, browser_of):
    kind = LeaveKind.create(unit=cast.school, name="Topsport", guideline_days=1)

    page = (
        browser_of(cast.karima).post("/leave/drafts", data=typed(cast.yara, kind=f"own-{kind.id}"), headers=HTMX).text
    )
    sent = browser_of(cast.karima).post("/leave", data=typed(cast.yara, kind=f"own-{kind.id}"))

    assert ("Topsport" in page, sent.status_code, LeaveRequest.get().kind_name) == (True, 303, "Topsport")


def test_sent_request_leads_to_its_page_and_the_same_tap_twice_to_the_same(cast, browser_of):
    browser = browser_of(cast.marieke)

    answers = [browser.post("/leave", data=typed(cast.noor)) for _ in range(2)]

    request = LeaveRequest.get()
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, f"/leave/{request.id}")] * 2
    page = browser.get(f"/leave/{request.id}").text
    assert ("Verhuizing" in page, "We verhuizen." in page, "uiterlijk op 19 januari 2027" in page) == (True, True, True)


def test_several_children_lead_to_the_list(cast, browser_of):
    browser = browser_of(cast.marieke)

    answer = browser.post("/leave", data=typed(cast.noor, cast.daan))

    assert (answer.location, browser.get("/leave").text.count("Verhuizing")) == ("/leave", 2)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": " "}, "Leg uit waarom u het vraagt."),
        ({"reason": "x" * 2001}, "Dit is te lang"),
        ({"children": []}, "Kies voor welk kind."),
        ({"children": ["999999"]}, "Kies voor welk kind."),
        ({"purpose": "anders"}, "Kies een van de mogelijkheden."),
        ({"kind": "profession"}, "Kies waarvoor het is."),
        ({"kind": ""}, "Kies waarvoor het is."),
        ({"first_day": "gisteren"}, "Dit is geen datum."),
        ({"first_day": "9999-12-31"}, "Dit is geen datum."),
        ({"last_day": "2026-11-27"}, "ligt voor de eerste"),
        ({"starts_at": "laat"}, "Dit is geen tijd."),
        ({"first_day": "2026-12-22"}, "is er geen school"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sent(cast, browser_of, changes, sentence):
    answer = browser_of(cast.marieke).post("/leave", data=typed(cast.noor) | changes)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert (LeaveRequest.select().count(), Notification.select().count()) == (0, 0)


def test_reason_that_was_typed_is_kept_when_something_else_is_wrong(cast, browser_of):
    browser_of(cast.marieke).post("/leave", data=typed(cast.noor, key="eerder"))

    answer = browser_of(cast.marieke).post("/leave", data=typed(cast.noor, reason="Nieuw huis"))

    assert (answer.status_code, "Nieuw huis" in answer.text, "is dit al aangevraagd" in answer.text) == (
        422,
        True,
        True,
    )


def test_unit_that_does_not_take_part_says_what_to_do(cast, browser_of):
    LeaveSettings.create(unit=cast.school, is_on=False, own_text="Bel de administratie.")

    page = browser_of(cast.karima).get("/leave/new").text

    assert ("Yara: Bel de administratie." in page, "Waarvoor is het?" in page) == (True, False)


def test_list_filters_by_child_and_by_how_far_it_is(cast, browser_of):
    ask_one(cast.marieke, cast.noor)
    in_state(ask_one(cast.marieke, cast.daan, kind="jubilee"), "refused")
    browser = browser_of(cast.marieke)

    shown = {
        query: re.findall(r"<strong>(Verhuizing|Jubileum)", browser.get(f"/leave{query}").text)
        for query in (
            "",
            f"?child={cast.noor.id}",
            "?state=refused",
            f"?child={cast.noor.id}&state=refused",
            "?state=x",
        )
    }

    assert list(shown.values()) == [
        ["Jubileum", "Verhuizing"],
        ["Verhuizing"],
        ["Jubileum"],
        [],
        ["Jubileum", "Verhuizing"],
    ]


def test_list_asks_as_many_questions_with_three_requests_as_with_one(cast, browser_of):
    browser = browser_of(cast.marieke)
    ask_one(cast.marieke, cast.noor)
    browser.get("/leave")  # the first visit notes that the session is alive
    with count_queries() as one:
        browser.get("/leave")
    ask_one(cast.marieke, cast.daan)
    ask_one(cast.marieke, cast.daan, first=TUESDAY_NEXT)

    with count_queries() as three:
        browser.get("/leave")

    assert (one.count == three.count, three.count <= 10) == (True, True)


@pytest.mark.parametrize("path", ["", "/withdrawal", "/answers", "/confirmation", "/attachments"])
@pytest.mark.parametrize("name", ["karima", "wouter", "eline", "joris", "ingrid", "peter"])
def test_request_of_another_family_is_not_there(cast, browser_of, name, path):
    request = ask_one(cast.marieke, cast.noor)
    browser = browser_of(getattr(cast, name))

    answers = [browser.get(f"/leave/{request.id}{path}"), browser.post(f"/leave/{request.id}{path}")]

    assert {answer.status_code for answer in answers} <= {404, 405}
    assert (LeaveRequest.get().state, LeaveEvent.select().count()) == ("submitted", 1)


def test_other_guardian_reads_it_but_cannot_take_it_back(cast, browser_of):
    request = ask_one(cast.sanne, cast.mees)
    browser = browser_of(cast.tom)

    page = browser.get(f"/leave/{request.id}").text
    browser.post(f"/leave/{request.id}/withdrawal")

    assert ("Verhuizing" in page, "Intrekken" in page, LeaveRequest.get().state) == (True, False, "submitted")


def test_other_guardian_confirms_with_one_button(cast, browser_of):
    wants_both(cast.school)
    request = ask_one(cast.sanne, cast.mees)
    browser = browser_of(cast.tom)
    pages = [browser_of(person).get(f"/leave/{request.id}").text for person in (cast.sanne, cast.tom)]

    answer = browser.post(f"/leave/{request.id}/confirmation")

    assert ["Ja, ik vraag dit ook" in page for page in pages] == [False, True]
    assert (answer.status_code, LeaveRequest.get().state) == (303, "submitted")


def test_question_is_answered_on_the_page_with_a_paper(cast, browser_of):
    request = ask_one(cast.marieke, cast.noor)
    put_question(request)
    browser = browser_of(cast.marieke)

    page = browser.get(f"/leave/{request.id}").text
    empty = browser.post(f"/leave/{request.id}/answers", data={"text": ""})
    answer = browser.post(
        f"/leave/{request.id}/answers", data={"text": "Hierbij", "papers": with_file("kaart.pdf", pdf())}
    )

    assert ("Kunt u de trouwkaart sturen?" in page, empty.status_code, answer.status_code) == (True, 422, 303)
    assert (LeaveRequest.get().state, LeaveAttachment.get().name) == ("answered", "kaart.pdf")


def test_withdrawing_asks_first_then_does_it(cast, browser_of):
    request = ask_one(cast.karima, cast.yara, kind="feast")
    browser = browser_of(cast.karima)

    asked = browser.get(f"/leave/{request.id}/withdrawal")
    still_there = Absence.get().withdrawn_at
    done = [browser.post(f"/leave/{request.id}/withdrawal") for _ in range(2)]

    assert (asked.status_code, still_there, [answer.status_code for answer in done]) == (200, None, [303, 303])
    assert (LeaveRequest.get().state, Absence.get().withdrawn_at) == ("withdrawn", TUESDAY)


@pytest.mark.parametrize("outcome", ["approved", "partly", "refused"])
def test_decision_shows_its_ground_its_reason_and_until_when_to_object(cast, browser_of, outcome):
    request = in_state(ask_one(cast.marieke, cast.noor), outcome)
    LeaveDecision.create(
        request=request, outcome=outcome, ground="g", reason="Eén dag is genoeg.", first_day=MONDAY_NEXT,
        last_day=MONDAY_NEXT, halves=1, decided_by_name="Peter Hofman", decided_at=TUESDAY,
        objection_until=date(2027, 1, 5),
    )  # fmt: skip
    LeaveEvent.create(request=request, kind="decided", by_name="P.", at=TUESDAY, details=f'{{"outcome": "{outcome}"}}')
    letter = issue_letter("leave/decision", cast.school, cast.noor, request, {"summary": []})

    page = browser_of(cast.marieke).get(f"/leave/{request.id}").text

    assert ("Eén dag is genoeg." in page, f"/letters/{letter.number}.pdf" in page) == (True, True)
    said = {"approved": "Toegekend", "partly": "Deels toegekend", "refused": "Afgewezen"}[outcome]
    assert re.findall(r"<li><strong>(.*?)</strong>", page) == ["Aangevraagd", said]
    assert ("artikel 11 onder g" in page, "tot en met 5 januari 2027" in page) == (True, outcome != "approved")


def test_paper_is_a_download_for_the_family_and_who_decides_and_each_look_is_noted(cast, browser_of):
    request = ask_one(cast.sanne, cast.mees, papers=a_paper('../../e"vil\n.html'))
    address = f"/leave/{request.id}/attachments/{LeaveAttachment.get().id}"

    answers = {name: browser_of(getattr(cast, name)).get(address) for name in ("sanne", "tom", "peter")}

    headers = answers["tom"].headers
    assert {name: answer.status_code for name, answer in answers.items()} == {"sanne": 200, "tom": 200, "peter": 200}
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert (headers["Cache-Control"], headers["Content-Disposition"].partition(";")[0]) == (
        *("private, no-store",),
        "attachment",
    )
    assert LeaveAttachment.get().name == 'e"vil.pdf'
    assert AuditEntry.select().where(AuditEntry.verb == "open_leave_paper").count() == 3


@pytest.mark.parametrize("name", ["karima", "wouter", "joris", "eline", "ingrid", "bram", "anouk"])
def test_paper_is_nobody_elses(cast, browser_of, name):
    mine = ask_one(cast.marieke, cast.noor, papers=a_paper())
    other = ask_one(cast.karima, cast.yara)
    browser, paper = browser_of(getattr(cast, name)), LeaveAttachment.get().id

    answers = [browser.get(f"/leave/{one.id}/attachments/{paper}").status_code for one in (mine, other)]

    assert (answers, AuditEntry.select().where(AuditEntry.verb == "open_leave_paper").count()) == ([404, 404], 0)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("brief.pdf", b"<html><script>alert(1)</script></html>", "kunnen we niet openen"),
        ("foto.svg", SVG, "kunnen we niet openen"),
        ("foto.jpg", EXE, "kunnen we niet openen"),
        ("leeg.pdf", b"", "Dit bestand is leeg"),
        ("bom.png", png_that_claims(30_000, 30_000), "kunnen we niet openen"),
        ("groot.pdf", b"%PDF-" + bytes(200_000), "te groot"),
    ],
    ids=["html as pdf", "svg", "exe as jpg", "empty", "bomb", "too large"],
)
def test_hostile_file_is_refused_wherever_it_is_sent(cast, browser_of, monkeypatch, name, data, sentence):
    monkeypatch.setattr("webapp.core.papers.LARGEST", 100_000)
    request = ask_one(cast.marieke, cast.daan)
    browser = browser_of(cast.marieke)

    answers = [
        browser.post("/leave", data=typed(cast.noor, papers=with_file(name, data))),
        browser.post(f"/leave/{request.id}/attachments", data={"papers": with_file(name, data)}),
    ]

    assert [(answer.status_code, sentence in answer.text) for answer in answers] == [(422, True), (422, True)]
    assert (LeaveRequest.select().count(), LeaveAttachment.select().count()) == (1, 0)


def test_six_papers_at_once_are_too_many(cast, browser_of):
    answer = browser_of(cast.marieke).post(
        "/leave", data=typed(cast.noor, papers=[with_file(f"{n}.pdf", pdf()) for n in range(6)])
    )

    assert (answer.status_code, "hoogstens vijf" in answer.text, LeaveRequest.select().count()) == (422, True, 0)


def test_photo_and_pdf_are_kept_under_the_ending_of_what_they_are(cast, browser_of):
    papers = [with_file("kaart.png", picture("PNG")), with_file("brief.doc", pdf())]

    answer = browser_of(cast.marieke).post("/leave", data=typed(cast.noor, cast.daan, papers=papers))

    assert answer.status_code == 303
    assert [row.name for row in LeaveAttachment.select().order_by(LeaveAttachment.id)] == ["kaart.jpg", "brief.pdf"] * 2


def test_no_file_chosen_is_said(cast, browser_of):
    request = ask_one(cast.marieke, cast.noor)

    answer = browser_of(cast.marieke).post(f"/leave/{request.id}/attachments", data={})

    assert (answer.status_code, "Kies een bestand." in answer.text) == (422, True)


def test_no_page_of_leave_asks_more_than_ten_questions(cast, browser_of):
    browser = browser_of(cast.marieke)
    request = ask_one(cast.marieke, cast.noor, papers=a_paper())
    browser.get("/leave")
    pages = [lambda: browser.get("/leave/new"), lambda: browser.get(f"/leave/{request.id}")]
    pages.append(lambda: browser.post("/leave/drafts", data=typed(cast.noor, cast.daan)))

    counts = []
    for visit in pages:
        with count_queries() as counted:
            visit()
        counts.append(counted.count)

    assert max(counts) <= 10, counts


def test_piece_for_another_page_shows_what_still_matters_or_what_will_appear(app, cast):
    request = ask_one(cast.marieke, cast.noor)

    with app.test_request_context():
        full, empty = (
            render_template("leave/requests/_own.html", leave_requests=list(current_requests_of(person)), **ROW_WORDS)
            for person in (cast.marieke, cast.karima)
        )

    assert (f'href="/leave/{request.id}"' in full, "Wat u aanvraagt, ziet u hier terug" in empty) == (True, True)
