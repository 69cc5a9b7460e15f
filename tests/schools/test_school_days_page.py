"""When a unit has school, as its office sets it: times, the week, and the unit's own days."""

from datetime import date, datetime, timedelta

import pytest

from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.schools.actions.school_days import add_special_day, remove_special_day, set_school_times
from webapp.schools.models import SpecialDay, Unit
from webapp.schools.queries.school_days import calendar_of, holidays_from
from webapp.schools.rules.special_days import Period, are_times_in_order, periods_of, why_no_special_day

TODAY = date(2026, 11, 24)
STUDY_DAY = date(2027, 2, 3)


@pytest.fixture(autouse=True)
def today():
    with clock.frozen_at(datetime(2026, 11, 24, 10, tzinfo=clock.SCHOOL_ZONE)):
        yield


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (("08:30", "12:00", "14:00"), True),
        (("08:30", "08:30", "14:00"), False),
        (("08:30", "14:30", "14:00"), False),
        (("14:00", "12:00", "08:30"), False),
    ],
)
def test_school_times_stand_in_order(times, expected):
    assert are_times_in_order(*times) is expected


@pytest.mark.parametrize(
    ("first", "days", "expected"),
    [
        (TODAY, 1, None),
        (TODAY, 60, None),
        (TODAY, 61, "period_too_long"),
        (TODAY, 0, "ends_before_start"),
        (TODAY + timedelta(days=732), 1, None),
        (TODAY + timedelta(days=733), 1, "special_day_too_far"),
        (TODAY - timedelta(days=733), 1, "special_day_too_far"),
    ],
)
def test_own_days_of_a_unit_are_some_days_not_far_away(first, days, expected):
    assert why_no_special_day(first, first + timedelta(days=days - 1), TODAY) == expected


def test_days_in_a_row_with_one_name_are_one_period():
    named = {
        date(2027, 4, 26): "Meivakantie",
        date(2027, 4, 27): "Koningsdag; Meivakantie",
        date(2027, 4, 28): "Meivakantie",
        date(2027, 5, 6): "Hemelvaartsdag",
        date(2027, 9, 1): "Later",
    }

    found = periods_of(named, date(2027, 4, 1), date(2027, 7, 31))

    assert found == [
        Period("Meivakantie", date(2027, 4, 26), date(2027, 4, 28)),
        Period("Koningsdag", date(2027, 4, 27), date(2027, 4, 27)),
        Period("Hemelvaartsdag", date(2027, 5, 6), date(2027, 5, 6)),
    ]


def test_christmas_holiday_is_one_period_across_new_year(cast):
    (year, periods), (next_year, _) = holidays_from(cast.school, TODAY)

    christmas = [period for period in periods if period.name == "Kerstvakantie"]
    assert (year, next_year) == (2026, 2027)
    assert christmas == [Period("Kerstvakantie", date(2026, 12, 19), date(2027, 1, 3))]


def test_bso_has_public_holidays_only(cast):
    (_year, periods), _next = holidays_from(cast.bso, TODAY)

    assert [period.name for period in periods if "vakantie" in period.name] == []


def test_office_sets_school_times_and_the_free_halves_of_the_week(cast):
    set_school_times(cast.ingrid, cast.school, "08:45", "12:15", "15:00", ["5a", "3a"])

    school = Unit.get_by_id(cast.school.id)
    assert (school.starts_at, school.noon, school.ends_at, school.free_halves) == ("08:45", "12:15", "15:00", "3a 5a")
    assert [entry.verb for entry in AuditEntry.select()] == ["set_school_times"]


def test_times_out_of_order_are_refused_and_nothing_is_written(cast):
    with pytest.raises(Refused) as refusal:
        set_school_times(cast.ingrid, cast.school, "08:45", "15:15", "15:00", ["3a"])

    assert refusal.value.code == "times_not_in_order"
    assert (Unit.get_by_id(cast.school.id).starts_at, AuditEntry.select().count()) == ("08:30", 0)


def test_study_day_is_no_school_day_and_removed_it_is_one_again(cast):
    added = add_special_day(cast.ingrid, cast.school, "Studiedag", STUDY_DAY, STUDY_DAY, "closed")
    closed = calendar_of(cast.school, STUDY_DAY, STUDY_DAY).is_school_day(STUDY_DAY)

    remove_special_day(cast.ingrid, added)

    assert (closed, calendar_of(cast.school, STUDY_DAY, STUDY_DAY).is_school_day(STUDY_DAY)) == (False, True)
    assert [entry.verb for entry in AuditEntry.select().order_by(AuditEntry.id)] == [
        "add_special_day",
        "remove_special_day",
    ]


def test_same_day_added_twice_is_one(cast):
    added = [add_special_day(cast.ingrid, cast.school, "Studiedag", STUDY_DAY, STUDY_DAY, "closed") for _ in range(2)]

    assert (len({day.id for day in added}), SpecialDay.select().count()) == (1, 1)


def test_holiday_can_be_opened_after_all(cast):
    holiday = date(2027, 2, 24)

    add_special_day(cast.ingrid, cast.school, "Inhaaldag", holiday, holiday, "open")

    assert calendar_of(cast.school, holiday, holiday).is_school_day(holiday) is True


def day_typed(**changes):
    return {"name": "Studiedag", "part": "closed", "first_day": "2027-02-03", "last_day": ""} | changes


def test_office_adds_a_day_and_takes_it_away_after_a_question(cast, browser_of):
    browser, page = browser_of(cast.ingrid), f"/units/{cast.school.id}/school-days"

    added = browser.post(f"/units/{cast.school.id}/special-days", data=day_typed())
    special_day = SpecialDay.get()
    shown = browser.get(page).text
    asked = browser.get(f"/special-days/{special_day.id}")
    removed = browser.post(f"/special-days/{special_day.id}/removal")

    assert (added.status_code, added.location, special_day.last_day) == (303, page, STUDY_DAY)
    assert ("<strong>Studiedag</strong>" in shown, asked.status_code) == (True, 200)
    assert (removed.status_code, removed.location, SpecialDay.select().count()) == (303, page, 0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "Vul dit in."),
        ({"first_day": ""}, "Kies een dag."),
        ({"part": "never"}, "Kies een van de mogelijkheden."),
        ({"last_day": "2027-02-02"}, "De laatste dag ligt voor de eerste. Kijk de dagen na."),
        ({"last_day": "2027-05-01"}, "Dit zijn meer dan 60 dagen. Kijk de dagen na, of voer ze in delen in."),
    ],
)
def test_what_is_wrong_with_a_day_is_said_and_what_was_typed_is_kept(cast, browser_of, changes, sentence):
    answer = browser_of(cast.ingrid).post(f"/units/{cast.school.id}/special-days", data=day_typed(**changes))

    assert (answer.status_code, sentence in answer.text, SpecialDay.select().count()) == (422, True, 0)
    assert f'value="{changes.get("first_day", "2027-02-03")}"' in answer.text


def times_typed(**changes):
    return {"starts_at": "08:30", "noon": "12:00", "ends_at": "14:00", "free": ["3a"]} | changes


def test_director_sets_times_on_the_page(cast, browser_of):
    browser, page = browser_of(cast.peter), f"/units/{cast.school.id}/school-days"

    answer = browser.post(page, data=times_typed(ends_at="14:15"))

    assert (answer.status_code, answer.location) == (303, page)
    assert (Unit.get_by_id(cast.school.id).ends_at, Unit.get_by_id(cast.school.id).free_halves) == ("14:15", "3a")
    assert 'value="3a" checked' in browser.get(page).text


@pytest.mark.parametrize("changes", [{"starts_at": "25:00"}, {"noon": ""}, {"free": ["6m"]}, {"ends_at": "11:00"}])
def test_times_that_cannot_be_are_refused(cast, browser_of, changes):
    answer = browser_of(cast.peter).post(f"/units/{cast.school.id}/school-days", data=times_typed(**changes))

    assert (answer.status_code, Unit.get_by_id(cast.school.id).free_halves) == (422, "")


@pytest.mark.parametrize("name", ["marieke", "joris", "bram", "anouk"])
def test_school_days_are_not_there_for_who_is_not_its_office(cast, browser_of, name):
    special_day = add_special_day(cast.ingrid, cast.school, "Studiedag", STUDY_DAY, STUDY_DAY, "closed")
    browser = browser_of(getattr(cast, name))

    answers = [
        browser.get(f"/units/{cast.school.id}/school-days"),
        browser.post(f"/units/{cast.school.id}/school-days", data=times_typed()),
        browser.post(f"/units/{cast.school.id}/special-days", data=day_typed()),
        browser.get(f"/special-days/{special_day.id}"),
        browser.post(f"/special-days/{special_day.id}/removal"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert SpecialDay.select().count() == 1
