"""Decisions about days on which a child comes, moves or leaves, and about who belongs to it."""

from datetime import date, timedelta

FURTHEST = timedelta(days=366)
OLDEST_CHILD = timedelta(days=366 * 20)


def is_too_far(day: date, today: date) -> bool:
    """Whether a day is more than a year away, so that it must be a slip."""
    return abs(day - today) > FURTHEST


def is_no_birthdate(day: date, today: date) -> bool:
    """Whether nobody at a primary school or its BSO can be born on this day."""
    return not today - OLDEST_CHILD < day <= today
