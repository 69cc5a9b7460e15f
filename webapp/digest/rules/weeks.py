"""Decisions about the week that a digest is of."""

from datetime import date, datetime, timedelta

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


def next_saturday(now: datetime, hour: int) -> date:
    """The Saturday of the digest that goes next at this hour; on Saturday itself, once it is later, that of next week.
    `now` is on the school's clock."""
    days = (SATURDAY - now.weekday()) % 7
    return now.date() + timedelta(days=7 if days == 0 and now.hour >= hour else days)
