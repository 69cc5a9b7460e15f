"""When there is school, and how many half days that makes: weekends, holidays by region, study days, free halves."""

from datetime import date

import pytest

from webapp.schools.rules.holidays import PUBLIC, SCHOOL, holidays_of
from webapp.schools.rules.school_days import (
    SchoolCalendar,
    halves_between,
    next_school_day,
    school_days_in_a_row,
    school_year_of,
)

MON, WED, FRI = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 27)
NEXT_MON = date(2026, 11, 30)
USUAL = SchoolCalendar()
FREE_WEDNESDAY = SchoolCalendar(free_halves=frozenset({(3, "afternoon")}))
STUDY_DAY = SchoolCalendar(closed={WED: "Studiedag"})
STUDY_AFTERNOON = SchoolCalendar(half_closed={(WED, "afternoon"): "Studiemiddag"})
OPEN_AFTER_ALL = SchoolCalendar(closed={WED: "Vrij"}, opened=frozenset({WED}))


@pytest.mark.parametrize(
    ("calendar", "first", "last", "starts_at", "ends_at", "halves"),
    [
        (USUAL, MON, MON, "", "", 2),
        (USUAL, MON, FRI, "", "", 10),
        (USUAL, FRI, NEXT_MON, "", "", 4),  # over a weekend
        (USUAL, date(2026, 11, 28), date(2026, 11, 29), "", "", 0),  # a weekend
        (USUAL, MON, MON, "08:30", "12:00", 1),  # until noon
        (USUAL, MON, MON, "12:00", "", 1),  # from noon
        (USUAL, MON, MON, "10:15", "13:00", 2),  # touches both halves
        (USUAL, MON, date(2026, 11, 24), "13:00", "", 3),
        (USUAL, MON, date(2026, 11, 24), "", "11:00", 3),
        (FREE_WEDNESDAY, MON, FRI, "", "", 9),
        (FREE_WEDNESDAY, WED, WED, "", "", 1),
        (FREE_WEDNESDAY, WED, WED, "13:00", "", 0),
        (STUDY_DAY, MON, FRI, "", "", 8),
        (STUDY_AFTERNOON, MON, FRI, "", "", 9),
        (OPEN_AFTER_ALL, WED, WED, "", "", 2),
        (USUAL, FRI, MON, "", "", 0),  # the wrong way round takes nothing
    ],
)
def test_half_school_days_between_two_days(calendar, first, last, starts_at, ends_at, halves):
    assert halves_between(calendar, first, last, starts_at, ends_at) == halves


@pytest.mark.parametrize(
    ("region", "day", "name"),
    [
        ("Noord", date(2026, 10, 12), "Herfstvakantie"),
        ("Midden", date(2026, 10, 12), None),
        ("Zuid", date(2026, 10, 19), "Herfstvakantie"),
        ("Noord", date(2026, 8, 14), "Zomervakantie"),
        ("Noord", date(2026, 8, 17), None),
        ("Zuid", date(2027, 9, 3), "Zomervakantie"),
        ("Midden", date(2027, 3, 29), "Tweede paasdag"),
        ("Noord", date(2026, 4, 27), "Koningsdag; Meivakantie"),
        ("Zuid", date(2027, 5, 6), "Hemelvaartsdag"),
    ],
)
def test_each_region_has_its_own_holidays(region, day, name):
    assert holidays_of(region, day.year, PUBLIC, SCHOOL).get(day) == name


@pytest.mark.parametrize(
    ("day", "first"), [(date(2026, 7, 31), 2025), (date(2026, 8, 1), 2026), (date(2027, 1, 1), 2026)]
)
def test_school_year_begins_on_the_first_of_august(day, first):
    assert school_year_of(day) == (date(first, 8, 1), date(first + 1, 7, 31))


def test_next_school_day_leaps_over_weekend_and_holiday():
    closed = SchoolCalendar(closed={NEXT_MON: "Studiedag"})

    assert (next_school_day(USUAL, FRI), next_school_day(closed, FRI)) == (NEXT_MON, date(2026, 12, 1))


def test_day_with_half_a_day_of_school_counts_as_one_in_a_row():
    assert (school_days_in_a_row(FREE_WEDNESDAY, MON, FRI), school_days_in_a_row(STUDY_DAY, MON, FRI)) == (5, 4)


def test_closed_day_says_why_and_school_day_says_nothing():
    assert (STUDY_DAY.why_closed(WED), STUDY_DAY.why_closed(MON), USUAL.why_closed(date(2026, 11, 28))) == (
        "Studiedag",
        "",
        "",
    )
