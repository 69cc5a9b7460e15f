"""What the law says when the school decides: terms, objections, who decides what, and which cases are alike."""

from datetime import date, datetime

import pytest

from webapp.absence.rules.reports import Span
from webapp.core import clock
from webapp.leave.phrases.desk import period_in_full
from webapp.leave.rules.blackouts import why_no_blackout
from webapp.leave.rules.comparing import Compared, most_alike
from webapp.leave.rules.decisions import (
    Asked,
    Given,
    is_inside,
    ways_out,
    why_not_decided,
    why_not_referred,
)
from webapp.leave.rules.objections import objection_until
from webapp.leave.rules.terms import days_left, urgency

TODAY = date(2026, 11, 24)
WEEK = Span(date(2027, 1, 11), date(2027, 1, 15))
REASON = "De reden is gewichtig."


@pytest.mark.parametrize(
    ("sent_on", "expected"),
    [
        (date(2026, 11, 24), date(2027, 1, 5)),  # Tuesday to Tuesday
        (date(2026, 9, 14), date(2026, 10, 26)),  # over the end of summer time
        (date(2027, 2, 16), date(2027, 3, 30)),  # over its beginning
        (date(2026, 10, 17), date(2026, 11, 30)),  # ends on a Saturday
        (date(2026, 9, 20), date(2026, 11, 2)),  # ends on a Sunday
        (date(2026, 11, 13), date(2026, 12, 28)),  # ends at Christmas, then the day after it and a weekend
        (date(2026, 11, 14), date(2026, 12, 28)),  # ends on Boxing Day, a Saturday
        (date(2026, 11, 20), date(2027, 1, 4)),  # ends at New Year, a Friday
        (date(2027, 2, 12), date(2027, 3, 30)),  # ends on Good Friday: the next working day is after Easter Monday
        (date(2027, 2, 15), date(2027, 3, 30)),  # ends on Easter Monday
        (date(2027, 3, 16), date(2027, 4, 28)),  # ends on King's Day
        (date(2027, 3, 24), date(2027, 5, 7)),  # ends on Liberation Day, and Ascension Day follows
        (date(2027, 4, 5), date(2027, 5, 18)),  # ends on Whit Monday
        (date(2028, 1, 18), date(2028, 2, 29)),  # ends on a leap day
    ],
)
def test_objection_is_in_time_for_six_weeks_and_until_a_working_day(sent_on, expected):
    assert objection_until(sent_on) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-10-25T00:30+02:00", date(2026, 12, 7)),  # the night in which the clock goes back
        ("2026-11-24T23:30+01:00", date(2027, 1, 5)),
        ("2026-11-25T00:30+01:00", date(2027, 1, 6)),  # still the 24th in UTC
    ],
)
def test_day_of_sending_is_the_day_it_is_at_school(moment, expected):
    with clock.frozen_at(datetime.fromisoformat(moment)):
        assert objection_until(clock.today()) == expected


@pytest.mark.parametrize(
    ("decide_by", "left", "haste"),
    [
        (date(2027, 1, 19), 56, "calm"),
        (date(2026, 12, 1), 7, "calm"),
        (date(2026, 11, 30), 6, "soon"),
        (date(2026, 11, 24), 0, "soon"),
        (date(2026, 11, 23), -1, "late"),
    ],
)
def test_term_is_red_when_it_is_under_a_week(decide_by, left, haste):
    assert (days_left(decide_by, TODAY), urgency(decide_by, TODAY)) == (left, haste)


def asked(ground="g", halves=10, **more):
    return Asked(ground, WEEK, halves, **more)


FIRST_WEEKS = (date(2027, 1, 4), date(2027, 1, 17))
ALL = ("approved", "partly", "refused")


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (asked(), ALL),
        (asked(used_weighty=10), ALL),
        (asked(used_weighty=11), ("referred",)),
        (asked(halves=21), ("referred",)),
        (asked(halves=20), ALL),
        (asked(used_profession=20), ALL),
        (asked("f"), ALL),
        (asked("f", 20), ALL),
        (asked("f", 21), ("refused",)),
        (asked("f", 2, used_profession=2), ("refused",)),
        (asked("f", 10, used_weighty=20), ALL),
        (asked("f", 10, first_weeks=FIRST_WEEKS), ("partly", "refused")),
        (asked("hours", 2, used_weighty=20), ALL),
    ],
)
def test_what_can_become_of_a_request(request_, expected):
    assert ways_out(request_) == expected


def given(outcome="approved", ground="g", halves=10, span=WEEK):
    return Given(outcome, ground, span, halves)


MONDAY_ONLY = Span(date(2027, 1, 11), date(2027, 1, 11))


@pytest.mark.parametrize(
    ("request_", "decision", "reason", "expected"),
    [
        (asked(), given(), REASON, None),
        (asked(), given(outcome="perhaps"), REASON, "no_outcome"),
        (asked(), given(ground="d"), REASON, "no_ground"),
        (asked(), given(ground=""), REASON, "no_ground"),
        (asked(), given(), "  Te kort  ", "no_reason"),
        (asked(), given(), "x" * 10, None),
        (asked(used_weighty=12), given(), REASON, "only_referral"),
        (asked(used_weighty=12), given("partly", halves=2, span=MONDAY_ONLY), REASON, "only_referral"),
        (asked(used_weighty=12), given("refused", halves=0), REASON, "only_referral"),
        (asked(), given("refused", halves=0), REASON, None),
        (asked(), given("partly", halves=2, span=MONDAY_ONLY), REASON, None),
        (asked(), given("partly", halves=10), REASON, "whole_asked"),
        (asked(), given("partly", halves=0, span=MONDAY_ONLY), REASON, "no_school_then"),
        (asked(), given("partly", span=Span(date(2027, 1, 8), date(2027, 1, 11))), REASON, "outside_asked"),
        (asked(), given("partly", span=Span(date(2027, 1, 15), date(2027, 1, 18))), REASON, "outside_asked"),
        (asked(), given("partly", span=Span(date(2027, 1, 13), date(2027, 1, 12))), REASON, "outside_asked"),
        (asked(), given("partly", halves=1, span=Span(WEEK.first_day, WEEK.first_day, "10:00", "11:00")), REASON, None),
        (asked("f", 21), given(ground="f", halves=21), REASON, "profession_too_long"),
        (asked("f", 21), given("partly", "f", 10, MONDAY_ONLY), REASON, "profession_too_long"),
        (asked("f", 21), given("partly", "g", 10, MONDAY_ONLY), REASON, "profession_too_long"),
        (asked("f", 21), given("refused", "f", 0), REASON, None),
        (asked("f", 10, used_profession=2), given(ground="f"), REASON, "profession_once"),
        (asked("f", 10, first_weeks=FIRST_WEEKS), given(ground="f"), REASON, "profession_too_early"),
        (asked("f", 10, used_weighty=12), given(ground="g"), REASON, "only_referral"),
        (asked("g", 10, used_profession=2), given(ground="f"), REASON, "profession_once"),
    ],
)
def test_what_a_head_may_decide(request_, decision, reason, expected):
    assert why_not_decided(request_, decision, reason) == expected


def test_other_half_of_a_holiday_by_profession_may_be_given_outside_the_first_weeks():
    later = Span(date(2027, 1, 18), date(2027, 1, 22))
    request = Asked("f", Span(WEEK.first_day, later.last_day), 20, first_weeks=FIRST_WEEKS)

    assert why_not_decided(request, Given("partly", "f", later, 10), REASON) is None


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (asked(halves=21), None),
        (asked(halves=2, used_weighty=20), None),
        (asked(halves=20), "not_for_officer"),
        (asked("f", 30), "profession_never_referred"),
        (asked("hours", 30), "not_for_officer"),
    ],
)
def test_only_more_than_ten_weighty_days_are_referred(request_, expected):
    assert why_not_referred(request_) == expected


DAY = date(2027, 1, 11)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (Span(DAY, DAY, "10:00", "12:00"), Span(DAY, DAY), True),
        (Span(DAY, DAY), Span(DAY, DAY, "10:00", "12:00"), False),
        (Span(DAY, DAY, "10:00", "12:00"), Span(DAY, DAY, "10:00", "12:00"), True),
        (Span(DAY, DAY, "09:59", "12:00"), Span(DAY, DAY, "10:00", "12:00"), False),
        (Span(DAY, DAY, "12:00", "10:00"), Span(DAY, DAY), False),
    ],
)
def test_part_lies_inside_what_was_asked(part, whole, expected):
    assert is_inside(part, whole) is expected


def compared(kind, ground, day):
    return Compared(kind, kind, ground, 2, 2, "approved", datetime(2026, 9, day, tzinfo=clock.SCHOOL_ZONE))


def test_most_alike_are_the_same_kind_then_the_same_ground_the_latest_first():
    decided = [
        compared("wedding", "g", 20),
        compared("jubilee", "g", 3),
        compared("profession", "f", 25),
        compared("jubilee", "g", 9),
        compared("moving", "g", 10),
    ]

    found = most_alike("jubilee", "g", decided)

    assert [(one.kind, one.decided_at.day) for one in found] == [("jubilee", 9), ("jubilee", 3), ("wedding", 20)]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2026, 11, 24), None),
        (date(2026, 11, 23), "dates_not_in_order"),
        (date(2027, 1, 22), None),
        (date(2027, 1, 23), "period_too_long"),
    ],
)
def test_period_without_leave_is_sixty_days_at_most(last, expected):
    assert why_no_blackout(TODAY, last) == expected


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(DAY, DAY), "11 januari 2027"),
        (Span(DAY, date(2027, 1, 12)), "11 januari 2027 t/m 12 januari 2027"),
        (Span(DAY, DAY, "10:15", "12:00"), "11 januari 2027 10:15–12:00"),
        (Span(DAY, DAY, "10:15"), "11 januari 2027 vanaf 10:15"),
        (Span(DAY, DAY, "", "12:00"), "11 januari 2027 tot 12:00"),
        (Span(DAY, date(2027, 1, 12), "12:00", "10:00"), "11 januari 2027 vanaf 12:00 t/m 12 januari 2027 tot 10:00"),
    ],
)
def test_period_in_words(app, span, expected):
    with app.test_request_context():
        assert period_in_full(span) == expected
