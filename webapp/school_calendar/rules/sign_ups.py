"""Decisions about signing up to help: until when, and when not any more."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from webapp.core import clock
from webapp.school_calendar.models import Event
from webapp.school_calendar.rules.events import Timing


def why_closed(event: Event, now: datetime) -> str | None:
    """Why nobody signs up or off for an event any more, or None."""
    if event.cancelled_at:
        return "event_cancelled"
    if now >= event.under_way_from:
        return "event_begun"
    if event.sign_up_until and now >= event.sign_up_until:
        return "sign_up_closed"
    return None


def why_not_with_help(timing: Timing, has_tasks: bool, draws: Iterable[datetime]) -> str | None:
    """Why what asks help cannot be at these times, or None: it does not come back each week, nor go to before a draw of
    who helps that is still to come."""
    if has_tasks and timing.repeats_until:
        return "repeats"
    return "before_draw" if any(moment >= timing.begins for moment in draws) else None


def end_of(day: date) -> datetime:
    """The moment at which a day is over."""
    return clock.at(day + timedelta(days=1), time())


def why_no_last_day(day: date | None, timing: Timing) -> str | None:
    """Why parents cannot sign up for an event until and with a day, or None."""
    if day and timing.repeats_until:
        return "repeats"
    return "sign_up_after_event" if day and day > timing.first_day else None
