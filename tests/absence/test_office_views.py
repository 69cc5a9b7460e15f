"""The office's day, reporting by phone, a child's history, and absence that lasts or recurs."""

import re
from datetime import date, timedelta

import pytest
from playhouse.test_utils import count_queries

from tests.absence.days import TUESDAY, at, reported, seen
from webapp.absence.actions.reports import record_leave
from webapp.absence.models import Absence, AbsenceSettings, Presence
from webapp.absence.queries.days import unit_day_of
from webapp.absence.queries.histories import history_of
from webapp.absence.queries.signals import signals_of
from webapp.absence.rules.reports import Span
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.notifications.models import Notification
from webapp.schools.models import Enrolment, SpecialDay

MONDAY = TUESDAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def morning():
    with clock.frozen_at(at("09:00")):
        yield


def names(rows):
    return [(row.child.given_name, row.kind) for row in rows]


def typed(cast, **changes):
    return {
        "child": cast.noor.id, "reason": "ill", "first_day": "2026-11-24", "last_day": "", "starts_at": "",
        "ends_at": "", "note": "", "key": "key",
    } | changes  # fmt: skip


def test_day_shows_who_is_reported_missing_and_late_over_all_groups(cast):
    reported(cast.ingrid, cast.noor, cast.group3)
    seen(cast.ingrid, cast.group5, cast.yara, "missing", "08:50")
    seen(cast.ingrid, cast.group4, cast.mees, "late", "08:50")
    seen(cast.ingrid, cast.group3, cast.sem, "present", "08:50")

    day = unit_day_of(cast.school, TUESDAY)

    assert names(day.rows) == [("Yara", "missing"), ("Noor", "reported"), ("Mees", "late")]
    assert day.unmarked == {cast.group6.id: 1}


def test_day_is_narrowed_by_group_and_by_reason(cast):
    reported(cast.ingrid, cast.noor, cast.group3)
    reported(cast.ingrid, cast.yara, cast.group5, Span(TUESDAY, TUESDAY), "other")

    day = unit_day_of(cast.school, TUESDAY)

    assert names(day.narrowed(cast.group5.id, "")) == [("Yara", "reported")]
    assert names(day.narrowed(None, "Ziek")) == [("Noor", "reported")]
    assert day.narrowed(cast.group5.id, "Ziek") == []


def test_day_page_goes_to_and_fro_and_leads_to_the_groups_that_are_not_marked(cast, browser_of):
    page = browser_of(cast.ingrid).get(f"/units/{cast.school.id}/absences?day=2026-11-24").text

    days = re.findall(r"absences\?day=(\d{4}-\d\d-\d\d)", page)
    groups = re.findall(r'href="/groups/(\d+)/today"', page)
    assert days == ["2026-11-23", "2026-11-25"]
    assert groups == [str(group.id) for group in (cast.group3, cast.group4, cast.group5, cast.group6)]


@pytest.mark.parametrize("day", ["", "yesterday", "2026-13-01", "9999-12-31", "0001-01-01", "2026-11-24'"])
def test_day_that_is_none_is_today(cast, browser_of, day):
    page = browser_of(cast.ingrid).get(f"/units/{cast.school.id}/absences?day={day}")

    assert (page.status_code, 'value="2026-11-24"' in page.text) == (200, True)


def test_table_of_the_day_holds_the_same_and_no_formula(cast, browser_of):
    reported(cast.ingrid, cast.noor, cast.group3, Span(TUESDAY, TUESDAY, "10:15", "11:00"), "appointment")
    cast.sem.surname = "=1+1"
    cast.sem.given_name = "=Sem"
    cast.sem.save()
    seen(cast.joris, cast.group3, cast.sem, "late", "08:52")

    answer = browser_of(cast.ingrid).get(f"/units/{cast.school.id}/absences/2026-11-24.csv")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="absentie-2026-11-24.csv"'
    assert answer.get_data().decode("utf-8-sig").splitlines() == [
        "Kind;Groep;Wat;Reden;Van;Tot;Eerste dag;Laatste dag;Gemeld door;Gemeld op;Hoe",
        "'=Sem van den =1+1;Groep 3;te laat;;08:52;;;;Joris Smit;2026-11-24 08:52;",
        "Noor de Vries;Groep 3;gemeld;Dokter, tandarts of andere afspraak;10:15;11:00;2026-11-24;2026-11-24;"
        "Ingrid Mulder;2026-11-24 07:40;telefonisch",
    ]


@pytest.mark.parametrize("children", [1, 3])
def test_day_costs_the_same_queries_for_one_child_and_for_three(cast, children):
    for child, group in ((cast.noor, cast.group3), (cast.yara, cast.group5), (cast.mees, cast.group4))[:children]:
        reported(cast.ingrid, child, group)

    with count_queries() as counter:
        unit_day_of(cast.school, TUESDAY)

    assert counter.count == 5  # places, settings, reports, marks, special days


def test_office_reports_by_phone_also_what_parents_cannot_and_a_day_that_passed(cast, browser_of):
    answer = browser_of(cast.ingrid).post(
        f"/units/{cast.school.id}/absences",
        data=typed(cast, reason="corona", first_day="2026-11-19", last_day="2026-11-20"),
    )

    absence = Absence.get()
    assert (answer.status_code, answer.location) == (303, f"/units/{cast.school.id}/absences?day=2026-11-19")
    assert (absence.child, absence.reason_key, absence.source, absence.reported_by) == (
        cast.noor,
        "corona",
        "phone",
        cast.ingrid,
    )


def test_double_tap_of_the_office_is_one_report(cast, browser_of):
    browser = browser_of(cast.ingrid)

    answers = [browser.post(f"/units/{cast.school.id}/absences", data=typed(cast)) for _ in range(2)]

    assert ([answer.status_code for answer in answers], Absence.select().count()) == ([303, 303], 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"child": ""}, "Kies een van de mogelijkheden."),
        ({"child": "999999"}, "Kies een van de mogelijkheden."),
        ({"reason": "flu"}, "Kies een van de mogelijkheden."),
        ({"first_day": "soon"}, "Dit is geen datum."),
        ({"last_day": "2026-11-20"}, "Het einde ligt voor het begin."),
        ({"starts_at": "25:00"}, "Dit is geen tijd."),
        ({"note": "x" * 301}, "Dit is te lang: hoogstens 300 tekens."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(cast, browser_of, changes, sentence):
    answer = browser_of(cast.ingrid).post(
        f"/units/{cast.school.id}/absences", data=typed(cast, **({"note": "belt terug"} | changes))
    )

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert changes.get("note", "belt terug") in answer.text
    assert (Absence.select().count(), Notification.select().count()) == (0, 0)


def test_child_that_is_reported_already_is_not_reported_again(cast, browser_of):
    reported(cast.ingrid, cast.noor, cast.group3)
    before = Notification.select().count()

    answer = browser_of(cast.ingrid).post(f"/units/{cast.school.id}/absences", data=typed(cast))

    assert (answer.status_code, "al gemeld" in answer.text) == (422, True)
    assert (Absence.select().count(), Notification.select().count()) == (1, before)


def test_child_of_another_unit_is_not_in_the_list(cast, browser_of):
    answer = browser_of(cast.ingrid).post(f"/units/{cast.school.id}/absences", data=typed(cast, child=cast.lotte.id))

    assert (answer.status_code, Absence.select().count()) == (422, 0)


def test_office_ends_a_report_for_a_parent_who_phones(cast, browser_of):
    absence = reported(cast.ingrid, cast.noor, cast.group3, Span(MONDAY), day=MONDAY)
    browser, path = browser_of(cast.ingrid), f"/units/{cast.school.id}/absences/{absence.id}/ending"

    asked = browser.get(path)
    answer = browser.post(path, data={"back_on": "2026-11-24"})

    assert (asked.status_code, answer.status_code) == (200, 303)
    assert Absence.get_by_id(absence.id).last_day == MONDAY


def test_leave_is_not_ended_here(cast, browser_of):
    leave = record_leave(cast.peter, cast.noor, cast.school, Span(TUESDAY, TUESDAY), "Verlof", "leave")

    answer = browser_of(cast.ingrid).post(
        f"/units/{cast.school.id}/absences/{leave.id}/ending", data={"back_on": "2026-11-24"}
    )

    assert (answer.status_code, "toegekend verlof" in answer.text) == (422, True)
    assert Absence.get_by_id(leave.id).withdrawn_at is None


def test_report_about_a_child_of_another_unit_is_not_there(cast, browser_of):
    absence = reported(cast.ingrid, cast.yara, cast.group5)

    answers = [
        browser_of(cast.bram).post(f"/units/{unit.id}/absences/{absence.id}/ending", data={"back_on": "2026-11-24"})
        for unit in (cast.bso, cast.school)
    ]

    assert ([answer.status_code for answer in answers], Absence.get().last_day) == ([404, 404], None)


def left_the_bso(cast, day=MONDAY):
    Enrolment.update(ends_on=day).where(Enrolment.child == cast.noor, Enrolment.group == cast.squirrels).execute()


def test_unit_that_a_child_left_ends_no_report_of_its_school(cast, browser_of):
    left_the_bso(cast)
    absence = reported(cast.ingrid, cast.noor, cast.group3)

    answer = browser_of(cast.bram).post(
        f"/units/{cast.bso.id}/absences/{absence.id}/ending", data={"back_on": "2026-11-25"}
    )

    assert (answer.status_code, Absence.get().last_day) == (404, None)


def test_unit_that_a_child_left_knows_only_what_was_reported_until_then(cast):
    friday = date(2026, 11, 20)
    then = reported(cast.ingrid, cast.noor, cast.group3, Span(friday, friday))
    reported(cast.ingrid, cast.noor, cast.group3)
    left_the_bso(cast)

    history = history_of(cast.noor, cast.bso)

    assert [row.absence for row in history.rows] == [then]


def test_unit_that_takes_no_part_ends_no_report_of_another(cast, browser_of):
    AbsenceSettings.create(unit=cast.bso, is_on=False)
    absence = reported(cast.ingrid, cast.noor, cast.group3)

    answer = browser_of(cast.bram).post(
        f"/units/{cast.bso.id}/absences/{absence.id}/ending", data={"back_on": "2026-11-25"}
    )

    assert (answer.status_code, Absence.get().last_day) == (404, None)


def test_history_adds_up_school_days_of_this_year_by_reason(cast):
    SpecialDay.create(unit=cast.school, name="Studiedag", first_day=date(2026, 11, 11), last_day=date(2026, 11, 11))
    cast.school.free_halves = "5a"
    cast.school.save()
    reported(cast.ingrid, cast.noor, cast.group3, Span(date(2026, 6, 1), date(2026, 6, 5)))  # last school year
    reported(cast.ingrid, cast.noor, cast.group3, Span(date(2026, 11, 9), date(2026, 11, 13)))  # Friday half, one off
    reported(cast.ingrid, cast.noor, cast.group3, Span(MONDAY))  # open: until today
    reported(cast.ingrid, cast.noor, cast.group3, Span(date(2026, 11, 17), date(2026, 11, 17), "13:00"), "appointment")
    taken_back = reported(cast.ingrid, cast.noor, cast.group3, Span(date(2026, 10, 5), date(2026, 10, 5)))
    Absence.update(withdrawn_at=clock.now()).where(Absence.id == taken_back.id).execute()

    history = history_of(cast.noor, cast.school)

    assert history.totals == {
        ("ill", "Ziek"): 7 + 4,
        ("appointment", "Dokter, tandarts of andere afspraak"): 1,
    }
    assert len(history.rows) == 5


def test_history_tells_when_a_child_was_late_or_missing(cast):
    seen(cast.joris, cast.group3, cast.noor, "late", "08:52", MONDAY)
    seen(cast.joris, cast.group3, cast.noor, "missing", "08:35", date(2026, 11, 19))
    seen(cast.joris, cast.group3, cast.noor, "missing", "08:35", date(2026, 11, 20))
    reported(cast.ingrid, cast.noor, cast.group3, Span(date(2026, 11, 20), date(2026, 11, 20)))

    history = history_of(cast.noor, cast.school)

    assert ([mark.day for mark in history.late], [mark.day for mark in history.missing]) == (
        [MONDAY],
        [date(2026, 11, 19)],
    )


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("ingrid", 200),
        ("peter", 200),
        ("joris", 200),
        ("bram", 200),  # Noor goes to his BSO
        ("eline", 404),
        ("marieke", 404),
        ("karima", 404),
        ("anouk", 404),
    ],
)
def test_history_is_for_office_director_and_the_childs_own_teacher(cast, browser_of, name, status):
    reported(cast.ingrid, cast.noor, cast.group3)

    assert browser_of(getattr(cast, name)).get(f"/children/{cast.noor.id}/absences").status_code == status


def test_every_look_at_a_childs_absence_is_in_the_audit_trail(cast, browser_of):
    browser = browser_of(cast.ingrid)

    for path in (
        f"/children/{cast.noor.id}/absences",
        f"/groups/{cast.group3.id}/months/2026-11",
        f"/groups/{cast.group3.id}/months/2026-11.csv",
        f"/units/{cast.school.id}/absence-signals",
        f"/units/{cast.school.id}/absences",
        f"/units/{cast.school.id}/absences/2026-11-24.csv",
    ):
        browser.get(path)
    browser_of(cast.eline).get(f"/children/{cast.noor.id}/absences")  # not hers: not there

    looks = AuditEntry.select().where(AuditEntry.verb.startswith("look_at")).order_by(AuditEntry.id)
    assert [(entry.actor_id, entry.verb, entry.subject) for entry in looks] == [
        (cast.ingrid.id, "look_at_history", f"child-{cast.noor.id}"),
        (cast.ingrid.id, "look_at_month", f"group-{cast.group3.id}"),
        (cast.ingrid.id, "look_at_month", f"group-{cast.group3.id}"),
        (cast.ingrid.id, "look_at_signals", f"unit-{cast.school.id}"),
        (cast.ingrid.id, "look_at_day", f"unit-{cast.school.id}"),
        (cast.ingrid.id, "look_at_day", f"unit-{cast.school.id}"),
    ]


def test_illness_that_lasts_is_counted_in_school_days(cast):
    reported(cast.ingrid, cast.noor, cast.group3, Span(date(2026, 11, 18)))  # Wed Thu Fri Mon Tue
    reported(cast.ingrid, cast.yara, cast.group5, Span(date(2026, 11, 19)))
    record_leave(cast.peter, cast.mees, cast.school, Span(date(2026, 11, 2), date(2026, 11, 30)), "Verlof", "leave")

    assert [(one.child, one.number, one.since) for one in signals_of(cast.school).long] == [
        (cast.noor, 5, date(2026, 11, 18))
    ]


def test_reported_often_in_the_weeks_that_count(cast):
    AbsenceSettings.create(unit=cast.school, often_times=2, often_weeks=4)
    for child, group, days in ((cast.noor, cast.group3, (2, 9)), (cast.yara, cast.group5, (2,))):
        for day in days:
            reported(cast.ingrid, child, group, Span(date(2026, 11, day), date(2026, 11, day)))
    reported(cast.ingrid, cast.yara, cast.group5, Span(date(2026, 10, 20), date(2026, 10, 20)))

    assert [(one.child, one.number) for one in signals_of(cast.school).often] == [(cast.noor, 2)]


def test_hours_missing_without_any_report_leave_out_free_halves_and_what_was_reported(cast):
    cast.school.free_halves = "3a"
    cast.school.save()
    for day in (date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 20), date(2026, 10, 20)):
        Presence.create(child=cast.noor, unit=cast.school, day=day, mark="missing", by=cast.joris, at=at("08:35", day))
    reported(cast.ingrid, cast.noor, cast.group3, Span(date(2026, 11, 20), date(2026, 11, 20)))

    found = signals_of(cast.school).unexplained

    assert [(one.child, one.number, one.since) for one in found] == [(cast.noor, 330 + 210, date(2026, 11, 16))]


def test_day_that_is_not_over_counts_for_no_hours_yet(cast):
    Presence.create(child=cast.noor, unit=cast.school, day=TUESDAY, mark="missing", by=cast.joris, at=at("08:35"))

    assert signals_of(cast.school).unexplained == []


def test_page_of_signals_says_that_illness_is_not_reported_to_anybody(cast, browser_of):
    reported(cast.ingrid, cast.noor, cast.group3, Span(date(2026, 11, 18)))

    page = browser_of(cast.peter).get(f"/units/{cast.school.id}/absence-signals").text

    assert "het portaal heeft geen uitvoer om ziekte aan de gemeente te melden" in page
    assert f'href="/children/{cast.noor.id}/absences"' in page


@pytest.mark.parametrize("path", ["absences", "absences/new", "absences/2026-11-24.csv", "absence-signals"])
@pytest.mark.parametrize("name", ["joris", "marieke", "bram", "anouk"])
def test_office_pages_are_for_the_units_office_and_director(cast, browser_of, name, path):
    assert browser_of(getattr(cast, name)).get(f"/units/{cast.school.id}/{path}").status_code == 404


def test_unit_that_takes_no_part_sees_only_leave_it_gave(cast):
    AbsenceSettings.create(unit=cast.bso, is_on=False)
    reported(cast.ingrid, cast.noor, cast.group3)

    assert (names(unit_day_of(cast.school, TUESDAY).rows), names(unit_day_of(cast.bso, TUESDAY).rows)) == (
        [("Noor", "reported")],
        [],
    )


def test_office_finds_these_pages_from_its_start(cast, browser_of):
    page = browser_of(cast.ingrid).get("/office").text

    found = set(re.findall(rf'href="/units/{cast.school.id}/([a-z-]+)"', page))
    assert {"absences", "missing", "absence-signals"} <= found
