"""Decisions about the week that a digest is of."""

from datetime import date, timedelta

SATURDAY = 5


def week_asked_for(typed: str, today: date) -> date:
    """The Saturday that is asked for, or of the week a typed day is in; without one, the Saturday that was last."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = today
    if not today - timedelta(days=400) <= day <= today + timedelta(days=7):
        day = today
    return day - timedelta(days=(day.weekday() - SATURDAY) % 7)


def coming_saturday(today: date) -> date:
    """The Saturday of the digest that goes next; on Saturday itself that day's."""
    return today + timedelta(days=(SATURDAY - today.weekday()) % 7)
