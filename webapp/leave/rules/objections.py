"""Decisions about objecting: until which day it is in time.

Six weeks (Awb 6:7), beginning the day after the decision was sent (Awb 6:8); when the last day is a Saturday, a Sunday
or a generally recognised holiday, the first day after it that is none of these (Algemene termijnenwet art. 1).
"""

from collections.abc import Container
from datetime import date, timedelta

from webapp.schools.rules.holidays import holidays_of

SIX_WEEKS = timedelta(weeks=6)
A_DAY = timedelta(days=1)
SATURDAY = 5


def objection_until(sent_on: date) -> date:
    """The last day to object to a decision that was sent on this day."""
    last = sent_on + SIX_WEEKS  # the first of the 42 days is the day after sending
    return next_working_day(last, recognised_holidays(last.year) | recognised_holidays(last.year + 1))


def next_working_day(day: date, holidays: Container[date]) -> date:
    """This day, or the first one after it that is no weekend and no holiday."""
    while day.weekday() >= SATURDAY or day in holidays:
        day += A_DAY
    return day


def recognised_holidays(year: int) -> frozenset[date]:
    """The days of Algemene termijnenwet art. 3: also 5 May of each year, and Good Friday, which is equal to them.

    Days that the government adds for one year (art. 3, third paragraph) are not known here: the letter then names an
    earlier day than the law.
    """
    return frozenset(holidays_of("Noord", year, "public", "optional")) | {date(year, 5, 5)}
