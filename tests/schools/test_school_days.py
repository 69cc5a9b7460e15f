"""When a unit has school, from its region, its own days and its free halves."""

from datetime import date

import pytest

from webapp.schools.models import SpecialDay, Unit
from webapp.schools.queries.school_days import calendar_of, year_calendar_of
from webapp.schools.rules.school_days import halves_between

WED = date(2026, 11, 25)


def special(unit: Unit, first: date, last: date, part: str = "closed", name: str = "Studiedag") -> SpecialDay:
    return SpecialDay.create(unit=unit, name=name, first_day=first, last_day=last, part=part)


def halves(unit: Unit, first: date, last: date) -> int:
    return halves_between(calendar_of(unit, first, last), first, last)


def test_school_is_closed_in_the_holidays_of_its_region_and_a_bso_is_not(cast):
    autumn = date(2026, 10, 12), date(2026, 10, 16)

    assert (halves(cast.school, *autumn), halves(cast.bso, *autumn)) == (0, 10)


def test_everybody_is_closed_on_a_public_holiday(cast):
    easter = date(2027, 3, 29), date(2027, 3, 29)

    assert (halves(cast.school, *easter), halves(cast.bso, *easter)) == (0, 0)


@pytest.mark.parametrize(("part", "count"), [("closed", 8), ("morning", 9), ("afternoon", 9), ("open", 10)])
def test_own_day_of_a_unit_counts_for_what_it_says(cast, part, count):
    special(cast.school, WED, WED, part)

    assert halves(cast.school, date(2026, 11, 23), date(2026, 11, 27)) == count


def test_unit_opens_in_a_holiday_when_it_says_so(cast):
    special(cast.school, date(2026, 10, 12), date(2026, 10, 13), "open", "Inhaaldagen")

    assert halves(cast.school, date(2026, 10, 12), date(2026, 10, 16)) == 4


def test_day_of_another_unit_counts_for_nobody_else(cast):
    special(cast.other_school, WED, WED)

    assert halves(cast.school, WED, WED) == 2


def test_days_that_began_before_count_from_the_first_day_asked(cast):
    special(cast.school, date(2026, 11, 20), WED)

    assert halves(cast.school, date(2026, 11, 23), date(2026, 11, 27)) == 4


def test_free_halves_of_the_week_are_read_as_they_are_kept(cast):
    Unit.update(free_halves="3a 5m").where(Unit.id == cast.school.id).execute()

    assert halves(Unit.get_by_id(cast.school.id), date(2026, 11, 23), date(2026, 11, 27)) == 8


def test_school_year_over_new_year_knows_the_holidays_of_both_years(cast):
    calendar = year_calendar_of(cast.school, WED)

    assert (calendar.why_closed(date(2026, 12, 28)), calendar.why_closed(date(2027, 2, 22))) == (
        "Kerstvakantie",
        "Voorjaarsvakantie",
    )
