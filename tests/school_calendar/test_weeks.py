"""Weeks as an address names them."""

from datetime import date

import pytest

from webapp.school_calendar.rules.weeks import week_asked, week_key

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("2026-W49", date(2026, 11, 30)),
        ("2026-W53", date(2026, 12, 28)),
        ("2027-W01", date(2027, 1, 4)),
        ("2027-W53", date(2026, 11, 23)),
        ("2026-W00", date(2026, 11, 23)),
        ("9999-W01", date(2026, 11, 23)),
        ("nooit", date(2026, 11, 23)),
    ],
)
def test_week_that_is_there_is_shown_and_this_week_for_anything_else(text: str, monday: date):
    assert week_asked(text, TODAY) == monday


@pytest.mark.parametrize(("today", "monday"), [(27, 23), (28, 30), (29, 30), (30, 30)])
def test_on_saturday_and_sunday_the_week_is_the_coming_one(today: int, monday: int):
    assert week_asked("", date(2026, 11, today)) == date(2026, 11, monday)


def test_week_around_new_year_has_the_name_of_its_thursday():
    assert [week_key(day) for day in (date(2026, 12, 28), date(2027, 1, 4))] == ["2026-W53", "2027-W01"]
