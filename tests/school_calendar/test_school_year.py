"""Repeats, holidays and study days of a whole school year, against a table made by hand: region North, 2026–2027."""

from datetime import date, timedelta

from tests.cast import Cast
from tests.school_calendar.events import make_event
from webapp.school_calendar.queries.agenda import agenda_of
from webapp.schools.models import SpecialDay, Unit
from webapp.schools.queries.school_days import calendar_of
from webapp.schools.rules.audiences import Part
from webapp.schools.rules.school_days import days_between, halves_between

FIRST, LAST = date(2026, 8, 17), date(2027, 7, 9)
# From the minister's table for the school year, and the calendar of public holidays.
DAYS_OFF = [
    ("Herfstvakantie", date(2026, 10, 10), date(2026, 10, 18)),
    ("Kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),
    ("Eerste kerstdag", date(2026, 12, 25), date(2026, 12, 25)),
    ("Tweede kerstdag", date(2026, 12, 26), date(2026, 12, 26)),
    ("Nieuwjaarsdag", date(2027, 1, 1), date(2027, 1, 1)),
    ("Voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28)),
    ("Goede vrijdag", date(2027, 3, 26), date(2027, 3, 26)),
    ("Eerste paasdag", date(2027, 3, 28), date(2027, 3, 28)),
    ("Tweede paasdag", date(2027, 3, 29), date(2027, 3, 29)),
    ("Meivakantie", date(2027, 4, 24), date(2027, 5, 2)),
    ("Koningsdag", date(2027, 4, 27), date(2027, 4, 27)),
    ("Hemelvaartsdag", date(2027, 5, 6), date(2027, 5, 6)),
    ("Eerste pinksterdag", date(2027, 5, 16), date(2027, 5, 16)),
    ("Tweede pinksterdag", date(2027, 5, 17), date(2027, 5, 17)),
]
# The Mondays with gym: none in a holiday, on Easter Monday, Whit Monday, or the study day of 8 February.
MONDAYS_OFF = {date(2026, 10, 12), date(2026, 12, 21), date(2026, 12, 28), date(2027, 2, 8), date(2027, 2, 22),
               date(2027, 3, 29), date(2027, 4, 26), date(2027, 5, 17)}  # fmt: skip


def test_holidays_of_a_year_stand_in_the_calendar_as_in_the_table(cast: Cast):
    found = [one for one in agenda_of(cast.sanne, FIRST, LAST) if one.kind == "holiday"]

    assert [(one.title, one.first_day, one.last_day) for one in found if one.first_day >= FIRST] == DAYS_OFF


def test_what_repeats_skips_holidays_and_study_days(cast: Cast):
    SpecialDay.create(unit=cast.school, name="Studiedag", first_day=date(2027, 2, 8), last_day=date(2027, 2, 8))
    make_event(cast.joris, "Gym", FIRST, Part(cast.school.id), repeats_until=LAST, starts_at="09:00")

    days = [one.first_day for one in agenda_of(cast.sanne, FIRST, LAST) if one.title == "Gym"]

    mondays = [FIRST + timedelta(weeks=week) for week in range(47)]
    assert days == [day for day in mondays if day not in MONDAYS_OFF]


def test_what_repeats_takes_place_when_one_of_its_units_is_open(cast: Cast):
    make_event(
        cast.ingrid, "Huiswerk", date(2026, 10, 5), Part(cast.school.id), Part(cast.bso.id),
        repeats_until=date(2026, 10, 19),
    )  # fmt: skip

    days = [str(one.first_day) for one in agenda_of(cast.marieke, FIRST, LAST) if one.title == "Huiswerk"]

    assert days == ["2026-10-05", "2026-10-12", "2026-10-19"]  # the BSO is open in the autumn holiday


def test_leave_and_absence_count_the_days_that_the_calendar_leaves_open(cast: Cast):
    Unit.update(free_halves="3a").where(Unit.id == cast.school.id).execute()
    school = Unit.get_by_id(cast.school.id)
    SpecialDay.create(unit=school, name="Studiedag", first_day=date(2027, 2, 8), last_day=date(2027, 2, 8))
    off = {
        day
        for one in agenda_of(cast.sanne, FIRST, LAST)
        if one.kind in ("holiday", "closed")
        for day in days_between(one.first_day, one.last_day)
    }

    counted = halves_between(calendar_of(school, FIRST, LAST), FIRST, LAST)

    open_days = [day for day in days_between(FIRST, LAST) if day.isoweekday() < 6 and day not in off]
    assert counted == sum(1 if day.isoweekday() == 3 else 2 for day in open_days)
