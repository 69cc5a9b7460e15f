"""What may be reported, changed, ended and opened again, and when."""

from datetime import UTC, date, datetime

import pytest

from tests.absence.reporting import EARLY, EVENING, LATER, MONDAY, SATURDAY, TODAY, TOMORROW
from webapp.absence.rules.reports import (
    Reason,
    Span,
    back_on_days,
    begins,
    has_begun,
    last_day_before,
    may_reopen,
    possible_steps,
    proposed_first_day,
    stands_in_the_way,
    why_not_back,
    why_not_reported,
)
from webapp.schools.rules.school_days import SchoolCalendar

ILL = Reason("ill", is_illness=True)
DENTIST = Reason("appointment", needs_end=True)
CORONA = Reason("corona", is_illness=True, by_phone_only=True)
FRIDAY = date(2026, 11, 27)
LAST_WEEK = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("reason", "span", "has_school", "problem"),
    [
        (ILL, Span(TODAY), True, None),
        (ILL, Span(TOMORROW), True, None),
        (ILL, Span(TODAY, FRIDAY), True, None),
        (ILL, Span(TODAY, None, "12:00"), True, None),
        (ILL, Span(TODAY, FRIDAY, "12:00"), True, None),
        (ILL, Span(date(2026, 11, 23)), True, "day_passed"),
        (ILL, Span(date(2027, 11, 25)), True, None),
        (ILL, Span(date(2027, 11, 26)), True, "day_too_far"),
        (ILL, Span(TODAY, date(2027, 12, 1)), True, "day_too_far"),
        (ILL, Span(TOMORROW, TODAY), True, "ends_before_start"),
        (ILL, Span(TODAY, None, "", "12:00"), True, "times_for_one_day"),
        (ILL, Span(TODAY, TOMORROW, "", "12:00"), True, "times_for_one_day"),
        (ILL, Span(SATURDAY, SATURDAY), False, "no_school"),
        (DENTIST, Span(TODAY, TODAY, "10:15", "11:30"), True, None),
        (DENTIST, Span(TODAY, TODAY, "10:15"), True, None),
        (DENTIST, Span(TODAY, TODAY, "", "10:15"), True, None),
        (DENTIST, Span(TODAY, TODAY, "11:30", "10:15"), True, "ends_before_start"),
        (DENTIST, Span(TODAY, TODAY, "10:15", "10:15"), True, "ends_before_start"),
        (DENTIST, Span(TODAY), True, "end_needed"),
        (DENTIST, Span(date(2026, 12, 21), date(2026, 12, 23)), False, "no_school"),
        (CORONA, Span(TODAY), True, "by_phone_only"),
        (CORONA, Span(SATURDAY, SATURDAY), False, "by_phone_only"),
    ],
)
def test_what_may_be_reported(reason, span, has_school, problem):
    assert why_not_reported(reason, span, TODAY, has_school) == problem


@pytest.mark.parametrize(
    ("known", "new", "is_in_the_way"),
    [
        (Span(TODAY), Span(TODAY), True),
        (Span(LAST_WEEK), Span(TODAY), True),
        (Span(LAST_WEEK), Span(TODAY, TODAY, "10:15", "11:00"), True),
        (Span(LAST_WEEK), Span(FRIDAY, FRIDAY, "10:15", "11:00"), False),
        (Span(FRIDAY, FRIDAY, "10:15", "11:00"), Span(TODAY), False),
        (Span(TODAY, TODAY, "10:15", "11:00"), Span(TODAY), False),
        (Span(TODAY, TODAY, "10:15", "11:00"), Span(TODAY, TODAY, "10:45", "12:00"), True),
        (Span(TODAY, TODAY, "10:15", "11:00"), Span(TODAY, TODAY, "11:00", "12:00"), False),
        (Span(TODAY, TODAY), Span(TODAY, TODAY, "11:00", "12:00"), True),
        (Span(TODAY, FRIDAY), Span(TOMORROW, MONDAY), True),
        (Span(TODAY, TOMORROW), Span(FRIDAY, MONDAY), False),
        (Span(FRIDAY), Span(TODAY), True),
    ],
)
def test_child_is_reported_once_for_the_same_moment_and_an_appointment_does_not_keep_it_from_being_ill(
    known, new, is_in_the_way
):
    assert stands_in_the_way(known, new, TODAY) == is_in_the_way


@pytest.mark.parametrize(
    ("day", "in_utc"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 7, 30, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 6, 30, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 6, 30, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 7, 30, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 6, 30, tzinfo=UTC)),
        (date(2027, 3, 29), datetime(2027, 3, 29, 6, 30, tzinfo=UTC)),
    ],
)
def test_school_begins_at_half_past_eight_also_on_the_day_that_the_clock_changes(day, in_utc):
    assert begins(Span(day), "08:30") == in_utc


@pytest.mark.parametrize(
    ("span", "now", "begun"),
    [
        (Span(TODAY), EARLY, False),
        (Span(TODAY), datetime(2026, 11, 24, 7, 29, 59, tzinfo=UTC), False),
        (Span(TODAY), datetime(2026, 11, 24, 7, 30, tzinfo=UTC), True),
        (Span(TODAY, TODAY, "10:15"), LATER, False),
        (Span(TODAY, TODAY, "09:00"), LATER, True),
        (Span(TOMORROW), EVENING, False),
        (Span(date(2026, 3, 29)), datetime(2026, 3, 29, 6, 29, tzinfo=UTC), False),
        (Span(date(2026, 3, 29)), datetime(2026, 3, 29, 6, 30, tzinfo=UTC), True),
        (Span(date(2026, 10, 25)), datetime(2026, 10, 25, 6, 45, tzinfo=UTC), False),
        (Span(date(2026, 10, 25)), datetime(2026, 10, 25, 7, 30, tzinfo=UTC), True),
    ],
)
def test_report_begins_with_school_or_at_its_own_time(span, now, begun):
    assert has_begun(span, "08:30", now) == begun


HOLIDAY = SchoolCalendar(closed={TOMORROW: "Studiedag"})


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (EARLY, TODAY),
        (LATER, TODAY),
        (EVENING, date(2026, 11, 26)),
        (datetime(2026, 11, 25, 6, 50, tzinfo=UTC), date(2026, 11, 26)),
        (datetime(2026, 11, 27, 21, 0, tzinfo=UTC), MONDAY),
        (datetime(2026, 11, 28, 9, 0, tzinfo=UTC), MONDAY),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_first_day_that_is_proposed_has_school_and_is_not_over(now, day):
    assert proposed_first_day(HOLIDAY, "14:00", now) == day


@pytest.mark.parametrize(
    ("span", "back_on", "problem", "last_day"),
    [
        (Span(LAST_WEEK), TODAY, None, date(2026, 11, 23)),
        (Span(LAST_WEEK), TOMORROW, None, TODAY),
        (Span(TODAY), TODAY, None, None),
        (Span(LAST_WEEK), LAST_WEEK, "was_away", None),
        (Span(LAST_WEEK, date(2026, 11, 20)), date(2026, 11, 19), "is_over", None),
        (Span(LAST_WEEK, date(2026, 11, 20)), date(2026, 11, 21), None, date(2026, 11, 20)),
        (Span(TODAY, FRIDAY), TOMORROW, None, TODAY),
        (Span(TODAY, FRIDAY), SATURDAY, None, FRIDAY),
        (Span(TODAY, FRIDAY), MONDAY, "has_ended", None),
        (Span(TOMORROW), TODAY, "back_before_start", None),
        (Span(TODAY), date(2027, 11, 26), "day_too_far", None),
    ],
)
def test_child_that_is_back_was_away_until_the_day_before(span, back_on, problem, last_day):
    assert why_not_back(span, back_on, TODAY) == problem
    assert problem or last_day_before(back_on, span) == last_day


@pytest.mark.parametrize(
    ("is_illness", "back_on", "reopens"),
    [(True, TODAY, True), (True, MONDAY, True), (True, date(2026, 11, 23), False), (False, TODAY, False)],
)
def test_illness_is_opened_again_until_the_day_on_which_the_child_would_be_back(is_illness, back_on, reopens):
    assert may_reopen(is_illness, back_on, TODAY) == reopens


@pytest.mark.parametrize(("now", "first"), [(EARLY, "today"), (LATER, "next")])
def test_back_today_comes_first_until_school_has_begun(now, first):
    assert back_on_days("08:30", now) == first


@pytest.mark.parametrize(
    ("span", "begun", "reopens", "steps"),
    [
        (Span(TOMORROW), False, False, {"edit", "withdraw"}),
        (Span(TODAY), True, False, {"edit", "recover"}),
        (Span(LAST_WEEK, TODAY), True, True, {"edit", "recover", "reopen"}),
        (Span(LAST_WEEK, date(2026, 11, 23)), True, True, {"reopen"}),
        (Span(LAST_WEEK, LAST_WEEK), True, False, set()),
    ],
)
def test_all_may_change_until_it_begins_and_then_only_its_end(span, begun, reopens, steps):
    assert possible_steps(span, begun, reopens, TODAY) == steps
