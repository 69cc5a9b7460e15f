"""A month of a group: on the screen, as a table, and on paper."""

import csv
import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from playhouse.test_utils import count_queries
from pypdf import PdfReader

from tests.absence.days import TUESDAY, at, reported, seen
from tests.pdf_checks import errors_in
from webapp.absence.actions.months import (
    forget_printed_months,
    make_month,
    month_pdf,
    order_month,
    printed_month_of,
)
from webapp.absence.actions.reports import record_leave
from webapp.absence.queries.months import month_in
from webapp.absence.rules.months import code_on, day_of, minutes_of, month_of
from webapp.absence.rules.presence import Mark, Report
from webapp.absence.rules.reports import Span
from webapp.core import clock
from webapp.core.jobs import LongJob
from webapp.schools.models import Enrolment, Group, SpecialDay
from webapp.schools.rules.school_days import SchoolCalendar


@pytest.fixture(autouse=True)
def afternoon():
    with clock.frozen_at(at("15:00")):
        yield


def a_report(starts_at="", ends_at="", told_at="07:40", is_leave=False, is_illness=True):
    return Report("ill", "Ziek", is_illness, is_leave, at(told_at), starts_at, ends_at)


@pytest.mark.parametrize(
    ("mark", "reports", "code"),
    [
        (None, [], ""),
        ("present", [], "·"),
        ("late", [], "L"),
        ("missing", [], "O"),
        (None, [a_report()], "Z"),
        (None, [a_report(is_leave=True)], "V"),
        (None, [a_report(is_illness=False)], "A"),
        ("missing", [a_report()], "Z"),
        ("present", [a_report()], "·"),  # it came after all
        ("present", [a_report("11:00", told_at="11:00")], "z"),  # went home ill
        ("present", [a_report("10:15", "11:00", is_illness=False)], "a"),
        ("missing", [a_report("13:00", is_illness=False)], "a"),
        (None, [a_report("10:00", "11:00"), a_report(is_leave=True)], "V"),
    ],
)
def test_a_day_is_one_letter(mark, reports, code):
    given = Mark(mark, at("08:35")) if mark else None

    assert code_on(given, reports, TUESDAY) == code


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-11", date(2026, 11, 1)),
        ("2026-13", None),
        ("2026-1", None),
        ("1999-01", None),
        ("2026-11-01", None),
        ("november", None),
        ("", None),
        ("٢٠٢٦-11", None),
    ],
)
def test_month_is_written_as_year_and_month(text, first):
    assert month_of(text) == first


def test_day_is_written_as_year_month_and_day():
    assert [day_of(text) for text in ("2026-11-24", "2026-02-30", "24-11-2026")] == [TUESDAY, None, None]


@pytest.mark.parametrize(
    ("free", "minutes"), [(set(), 330), ({(2, "afternoon")}, 210), ({(2, "morning"), (2, "afternoon")}, 0)]
)
def test_a_day_has_its_hours_without_its_free_halves(free, minutes):
    assert minutes_of(SchoolCalendar(frozenset(free)), TUESDAY, "08:30", "14:00") == minutes


def a_month(cast):
    """Noor ill on Thursday and Friday, on leave on Monday; Sem late on Tuesday; a study day on Wednesday 18."""
    SpecialDay.create(unit=cast.school, name="Studiedag", first_day=date(2026, 11, 18), last_day=date(2026, 11, 18))
    reported(cast.ingrid, cast.noor, cast.group3, Span(date(2026, 11, 19), date(2026, 11, 20)))
    record_leave(cast.peter, cast.noor, cast.school, Span(date(2026, 11, 23), date(2026, 11, 23)), "Verlof", "leave")
    seen(cast.joris, cast.group3, cast.sem, "late", "08:52")
    seen(cast.joris, cast.group3, cast.noor, "present")


def test_month_has_the_days_with_school_until_today(cast):
    a_month(cast)

    month = month_in(cast.group3, "2026-11")

    assert [day.day for day in month.days] == [2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 19, 20, 23, 24]
    assert {row.child.given_name: "".join(code or "-" for code in row.codes[-5:]) for row in month.rows} == {
        "Noor": "-ZZV·",
        "Sem": "----L",
    }
    assert [(row.away, row.ill, row.on_leave, row.other) for row in month.rows] == [(3, 2, 1, 0), (0, 0, 0, 0)]


def test_days_before_a_child_came_and_after_it_left_are_not_its_days(cast):
    Enrolment.update(ends_on=date(2026, 11, 4)).where(Enrolment.child == cast.sem).execute()

    row = next(row for row in month_in(cast.group3, "2026-11").rows if row.child == cast.sem)

    assert [code is None for code in row.codes[:4]] == [False, False, True, True]


@pytest.mark.parametrize("text", ["2026-12", "2026-13", "soon"])
def test_month_that_is_none_or_still_to_come_is_not_there(cast, browser_of, text):
    with pytest.raises(Group.DoesNotExist):
        month_in(cast.group3, text)
    assert browser_of(cast.ingrid).get(f"/groups/{cast.group3.id}/months/{text}").status_code == 404


@pytest.mark.parametrize("children", [1, 2])
def test_month_costs_the_same_queries_however_many_children(cast, children):
    group = (cast.group4, cast.group3)[children - 1]

    with count_queries() as counter:
        month_in(Group.get_by_id(group.id), "2026-11")

    assert counter.count == 7  # group, unit, special days, enrolments, settings, reports, marks


def cells_on_screen(text):
    rows = re.findall(r"<tr>(.*?)</tr>", text[text.index("<table") : text.index("</table>")], re.S)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def test_table_holds_what_the_page_holds(cast, browser_of):
    a_month(cast)
    browser = browser_of(cast.ingrid)

    page = browser.get(f"/groups/{cast.group3.id}/months/2026-11").text
    answer = browser.get(f"/groups/{cast.group3.id}/months/2026-11.csv")

    table = list(csv.reader(StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))
    assert answer.mimetype == "text/csv"
    assert table[1:] == cells_on_screen(page)[1:]
    assert table[0][:2] + table[0][-4:] == ["Kind", "2026-11-02", "Dagen afwezig", "Ziek", "Verlof", "Anders"]


def test_paper_holds_what_the_page_holds_and_lies_down(cast, browser_of):
    a_month(cast)
    page = browser_of(cast.ingrid).get(f"/groups/{cast.group3.id}/months/2026-11").text

    pdf = PdfReader(BytesIO(month_pdf(month_in(cast.group3, "2026-11"))))

    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    root, box = pdf.trailer["/Root"], pdf.pages[0].mediabox
    for row in cells_on_screen(page)[1:]:
        assert " ".join(cell for cell in row if cell) in text
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("nl", True)
    assert (pdf.metadata.title, box.width > box.height) == ("Groep 3, november 2026", True)
    assert errors_in(month_pdf(month_in(cast.group3, "2026-11"))) == []


def test_month_is_made_by_a_job_and_is_nobody_elses(cast, browser_of):
    browser = browser_of(cast.ingrid)
    ordered = browser.post(f"/groups/{cast.group3.id}/months/2026-11/pdf")
    job = LongJob.get_by_id(ordered.location.rpartition("/")[2])

    make_month(job.id, cast.group3.id, "2026-11")

    path = f"/groups/printed-months/{job.id}.pdf"
    answers = [browser_of(person).get(path, buffered=True) for person in (cast.ingrid, cast.peter)]
    file = printed_month_of(cast.ingrid, job.id)
    file.unlink()
    assert (ordered.status_code, [answer.status_code for answer in answers]) == (303, [200, 404])
    assert answers[0].headers["Cache-Control"] == "private, no-store"
    assert LongJob.get_by_id(job.id).result == f"/groups/{cast.group3.id}/months/2026-11?pdf={job.id}"
    assert browser.get(path).status_code == 404  # it went


def test_month_that_cannot_be_made_says_so(cast, monkeypatch):
    monkeypatch.setattr("webapp.absence.actions.months.month_pdf", lambda month: 1 / 0)
    job = order_month(cast.ingrid, month_in(cast.group3, "2026-11"))

    make_month(job.id, cast.group3.id, "2026-11")

    assert LongJob.get_by_id(job.id).state == "failed"


def test_printed_months_go_by_themselves(cast):
    job = order_month(cast.ingrid, month_in(cast.group3, "2026-11"))
    make_month(job.id, cast.group3.id, "2026-11")

    with clock.frozen_at(datetime.now(UTC) + timedelta(hours=13)):
        gone = forget_printed_months()

    assert (gone >= 1, printed_month_of(cast.ingrid, job.id)) == (True, None)


@pytest.mark.parametrize("path", ["2026-11", "2026-11.csv"])
@pytest.mark.parametrize(
    ("name", "status"), [("ingrid", 200), ("joris", 200), ("eline", 404), ("marieke", 404), ("bram", 404)]
)
def test_month_is_for_the_office_and_the_groups_own_teacher(cast, browser_of, name, status, path):
    assert browser_of(getattr(cast, name)).get(f"/groups/{cast.group3.id}/months/{path}").status_code == status
