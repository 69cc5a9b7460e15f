"""Decisions about time: how long beforehand leave is asked, and by when it is decided."""

from datetime import date, timedelta

EIGHT_WEEKS = timedelta(weeks=8)
NOTICE_DAYS = timedelta(days=2)  # of a feast, beforehand (article 13)
HINDRANCE_DAYS = timedelta(days=2)  # after it arose (article 14)
FURTHEST_BACK = timedelta(days=60)
FURTHEST = timedelta(days=366)
LONGEST = timedelta(days=366)


def decide_by(asked_on: date) -> date:
    """The day by which the school decides: eight weeks after it was asked (Awb 4:13, 4:14)."""
    return asked_on + EIGHT_WEEKS


def is_eight_weeks_ahead(first_day: date, today: date) -> bool:
    """Whether it is asked as long beforehand as the guideline wants for a holiday or a long leave."""
    return today <= first_day - EIGHT_WEEKS


def is_late_notice(first_day: date, today: date) -> bool:
    """Whether a feast is told of less than two days beforehand."""
    return today > first_day - NOTICE_DAYS


def is_late_request(first_day: date, today: date) -> bool:
    """Whether leave is asked later than within two days after the hindrance arose: at the latest on its first day."""
    return today > first_day + HINDRANCE_DAYS


def is_before_lead(first_day: date, today: date, lead_days: int) -> bool:
    """Whether it is asked as many days beforehand as the unit itself wants; what came by itself on the day is, too."""
    return first_day <= today or (first_day - today).days >= lead_days


def why_no_period(first_day: date, last_day: date, today: date) -> str | None:
    """What is wrong with the days themselves, or None."""
    if last_day < first_day:
        return "ends_before_start"
    if first_day < today - FURTHEST_BACK:
        return "too_long_ago"
    if first_day > today + FURTHEST or last_day - first_day > LONGEST:
        return "day_too_far"
    return None
