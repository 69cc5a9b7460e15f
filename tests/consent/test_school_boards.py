"""Wie mag op de foto? The teacher's board, the table, and for the office the history and the register, of any day."""

import csv
import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from playhouse.test_utils import count_queries
from pypdf import PdfReader

from tests.consent.choosing import choose_on
from tests.pdf_checks import errors_in
from webapp.consent.actions.papers import enter_paper
from webapp.consent.actions.registers import (
    forget_printed_registers,
    make_register,
    order_register,
    printed_register_of,
    register_pdf,
)
from webapp.consent.models import ConsentSettings
from webapp.consent.queries.registers import lines_of, register_of
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.jobs import LongJob

DAY = date(2026, 11, 10)
NEXT = DAY + timedelta(days=1)


def board(text):
    """Who stands on a board, with its word, and who is never pictured."""
    names = re.findall(r'class="pictured (may|may-not)">.*?<strong>(.*?)</strong>', text, re.S)
    never = re.search(r'class="never-pictured".*?</section>', text, re.S)
    return {name: word for word, name in names}, re.findall(r"<strong>(.*?)</strong>", never[0]) if never else []


def test_board_says_yes_or_no_for_each_child_and_names_who_is_never_pictured(cast, browser_of):
    choose_on(DAY, cast.marieke, cast.noor, cast.school)
    browser, address = browser_of(cast.joris), f"/groups/{cast.group3.id}/consents"

    portal, website = browser.get(address).text, browser.get(f"{address}?purpose=website").text

    assert board(portal) == ({"Noor": "may"}, ["Sem"])
    assert board(website) == ({"Noor": "may-not"}, ["Sem"])


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (f"{DAY - timedelta(days=1)}", ({}, ["Noor", "Sem"])),
        (f"{DAY}", ({"Noor": "may"}, ["Sem"])),
        (f"{NEXT}", ({"Noor": "may-not"}, ["Sem"])),
        ("2199-01-01", ({"Noor": "may-not"}, ["Sem"])),
        ("gisteren", ({"Noor": "may-not"}, ["Sem"])),
    ],
)
def test_board_is_as_it_was_on_the_day(cast, browser_of, day, found):
    choose_on(DAY, cast.marieke, cast.noor, cast.school)
    choose_on(DAY, cast.marieke, cast.noor, cast.school, "guide")
    choose_on(NEXT, cast.marieke, cast.noor, cast.school, choice="no")

    page = browser_of(cast.joris).get(f"/groups/{cast.group3.id}/consents?day={day}").text

    assert board(page) == found
    assert ("Dit is niet de stand van vandaag." in page) == (day in (f"{DAY - timedelta(days=1)}", f"{DAY}", f"{NEXT}"))


@pytest.mark.parametrize("path", ["", "/table"])
def test_teacher_reads_outcomes_and_never_who_refused(cast, browser_of, path):
    cast.joris.functions.get().teachings.model.create(staff_member=cast.joris.functions.get(), group=cast.group4)
    choose_on(DAY, cast.sanne, cast.mees, cast.school)
    choose_on(DAY, cast.tom, cast.mees, cast.school, choice="no")
    choose_on(DAY, cast.sanne, cast.mees, cast.school, "guide")

    page = browser_of(cast.joris).get(f"/groups/{cast.group4.id}/consents{path}").text

    words = ("Mees", "Tom", "Sanne", "oneens", "eens", "Register (PDF)", "consent-registers")
    assert [word for word in words if word in page] == ["Mees"]


def test_table_has_each_child_and_each_purpose(cast, browser_of):
    choose_on(DAY, cast.marieke, cast.noor, cast.school, "website")

    page = browser_of(cast.joris).get(f"/groups/{cast.group3.id}/consents/table").text

    lines = re.findall(r"<tr[^>]*><th scope=\"row\">(\w+).*?</th>(.*?)</tr>", page, re.S)
    assert [(name, re.findall(r">(Ja|Nee)<", cells)) for name, cells in lines] == [
        ("Noor", ["Nee", "Ja", "Nee", "Nee", "Nee", "Nee", "Nee"]),
        ("Sem", ["Nee"] * 7),
    ]


@pytest.mark.parametrize("path", ["", "/table"])
@pytest.mark.parametrize(
    ("name", "status"), [("ingrid", 200), ("joris", 200), ("eline", 404), ("marieke", 404), ("bram", 404)]
)
def test_board_is_for_the_groups_teacher_and_the_office(cast, browser_of, name, status, path):
    address = f"/groups/{cast.group3.id}/consents{path}"

    assert browser_of(getattr(cast, name)).get(address).status_code == status


def test_group_and_child_lead_to_what_may_be_pictured(cast, browser_of):
    group = browser_of(cast.joris).get(f"/groups/{cast.group3.id}").text
    child = browser_of(cast.ingrid).get(f"/children/{cast.noor.id}").text

    assert f'href="/groups/{cast.group3.id}/consents"' in group
    assert f'href="/children/{cast.noor.id}/consents"' in child


def a_register(cast):
    """Mees: his parents differ on the portal, on paper before the leading date; nothing else was chosen. Returns the
    numbers of the mother's entry and of the father's form."""
    ConsentSettings.create(unit=cast.school, leads_from=NEXT)
    hers = choose_on(DAY, cast.sanne, cast.mees, cast.school)
    choose_on(DAY, cast.tom, cast.mees, cast.school)
    return hers, *enter_paper(cast.ingrid, cast.mees, cast.school, date(2025, 9, 3), cast.tom, {"portal": "no"})


def test_register_has_a_line_for_each_voice_as_it_counted_on_the_day(cast):
    hers, form = a_register(cast)

    before, after = (
        [[*line[:7], str(line[7]), line[10]] for line in lines_of(register_of(cast.group4, day))[:3]]
        for day in (DAY, NEXT)
    )

    mees = ["Mees Bakker", "Ouderportaal", 1]
    assert before == [
        [*mees, "Ouders oneens: niet toegestaan", "Sanne Bakker", "Toestaan", "in het portaal", f"{DAY}", hers],
        [*mees, "Ouders oneens: niet toegestaan", "Tom Visser", "Niet toestaan", "op papier", "2025-09-03", form],
        ["Mees Bakker", "Website van de school", 1, "Nog geen keuze", "", "", "", "", ""],
    ]
    assert [line[3:6] for line in after[:2]] == [
        ["Toegestaan", "Sanne Bakker", "Toestaan"],
        ["Toegestaan", "Tom Visser", "Toestaan"],
    ]


@pytest.mark.parametrize("children", [1, 2])
def test_register_costs_the_same_queries_however_many_children(cast, children):
    choose_on(DAY, cast.sanne, cast.mees, cast.school)
    choose_on(DAY, cast.marieke, cast.noor, cast.school)
    group = (cast.group4, cast.group3)[children - 1]

    with count_queries() as counter:
        register = register_of(group, clock.today())

    assert (len(register.rows), counter.count) == (children, 8)


def test_office_takes_the_register_as_a_table_and_that_is_written_down(cast, browser_of):
    a_register(cast)

    answer = browser_of(cast.ingrid).get(f"/groups/{cast.group4.id}/consent-registers/{DAY}.csv")

    table = list(csv.reader(StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))
    assert (answer.mimetype, len(table)) == ("text/csv", 1 + 8)
    assert table[0][:5] == ["Kind", "Doel", "Versie van de tekst", "Uitkomst", "Wie"]
    assert table[2][4:8] == ["Tom Visser", "Niet toestaan", "op papier", "2025-09-03"]
    assert AuditEntry.select().where(AuditEntry.verb == "look_at_register").count() == 1


def test_register_on_paper_marks_of_whom_no_photo_is_made(cast):
    choose_on(DAY, cast.marieke, cast.noor, cast.school)

    texts = [
        " ".join(page.extract_text() for page in PdfReader(BytesIO(register_pdf(register_of(group, DAY)))).pages)
        for group in (cast.group3, cast.group4)
    ]

    assert [text.count("geen foto's") for text in texts] == [1, 1]  # Sem, but not Noor; and Mees


def test_register_on_paper_lies_down_and_is_readable_for_all(cast):
    _hers, form = a_register(cast)

    made = register_pdf(register_of(cast.group4, DAY))

    pdf = PdfReader(BytesIO(made))
    text, box = " ".join(" ".join(page.extract_text() for page in pdf.pages).split()), pdf.pages[0].mediabox
    assert (pdf.metadata.title, box.width > box.height) == (
        "Register beeldgebruik Groep 4, stand op 10 november 2026",
        True,
    )
    assert f"Tom Visser: nee, papier 03-09-2025, v1, nr. {form}" in text
    assert errors_in(made) == []


def test_register_is_made_by_a_job_and_is_nobody_elses(cast, browser_of):
    browser = browser_of(cast.ingrid)
    ordered = browser.post(f"/groups/{cast.group4.id}/consent-registers/{DAY}/pdf")
    job = LongJob.get_by_id(ordered.location.rpartition("/")[2])

    make_register(job.id, cast.group4.id, f"{DAY}")

    path = f"/groups/printed-registers/{job.id}.pdf"
    answers = [browser_of(person).get(path, buffered=True).status_code for person in (cast.ingrid, cast.peter)]
    result = LongJob.get_by_id(job.id).result
    page = browser.get(result).text
    with clock.frozen_at(datetime.now(UTC) + timedelta(hours=13)):
        gone = forget_printed_registers()
    assert (ordered.status_code, answers) == (303, [200, 404])
    assert f'href="{path}"' in page
    assert (gone >= 1, printed_register_of(cast.ingrid, job.id)) == (True, None)


def test_register_that_cannot_be_made_says_so(cast, monkeypatch):
    monkeypatch.setattr("webapp.consent.actions.registers.register_pdf", lambda register: 1 / 0)
    job = order_register(cast.ingrid, cast.group4, DAY)

    make_register(job.id, cast.group4.id, f"{DAY}")

    assert LongJob.get_by_id(job.id).state == "failed"


@pytest.mark.parametrize("day", ["2199-01-01", "2026-02-30", "nu"])
def test_register_of_no_day_or_a_day_to_come_is_not_there(cast, browser_of, day):
    browser, base = browser_of(cast.ingrid), f"/groups/{cast.group4.id}/consent-registers/{day}"

    answers = [browser.get(f"{base}.csv").status_code, browser.post(f"{base}/pdf").status_code]

    assert (answers, LongJob.select().count()) == ([404, 404], 0)


@pytest.mark.parametrize("name", ["joris", "eline", "marieke", "bram", "anouk"])
def test_register_and_history_are_for_the_office(cast, browser_of, name):
    a_register(cast)
    browser, base = browser_of(getattr(cast, name)), f"/groups/{cast.group3.id}/consent-registers/{DAY}"

    answers = [
        browser.get(f"{base}.csv").status_code,
        browser.post(f"{base}/pdf").status_code,
        browser.get(f"/children/{cast.mees.id}/consents").status_code,
    ]

    assert (answers, LongJob.select().count()) == ([404, 404, 404], 0)


def test_history_of_a_child_tells_the_office_who_how_and_what_counts(cast, browser_of):
    a_register(cast)

    page = browser_of(cast.ingrid).get(f"/children/{cast.mees.id}/consents").text

    told = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Tom Visser : niet toestaan op papier, getekend op wo 3 sep 2025; ingevoerd op" in told
    assert "Sanne Bakker : toestaan vastgelegd op di 10 nov 2026 om 12:00 door Sanne Bakker" in told
    assert (page.count("<b>telt nu</b>"), told.count("Nog niemand koos.")) == (2, 6)


def test_history_shows_only_the_units_of_who_looks(cast, browser_of):
    number = choose_on(DAY, cast.marieke, cast.noor, cast.school)

    pages = [browser_of(person).get(f"/children/{cast.noor.id}/consents").text for person in (cast.ingrid, cast.bram)]

    assert [[f'id="unit-{unit.id}"' in page for unit in (cast.school, cast.bso)] for page in pages] == [
        [True, False],
        [False, True],
    ]
    assert [f"nr. {number}" in page for page in pages] == [True, False]
