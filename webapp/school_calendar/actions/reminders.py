"""Reminding parents of what they help with."""

from datetime import timedelta

from webapp.core import clock
from webapp.school_calendar.notices.sign_ups import tell_of_tomorrow
from webapp.school_calendar.queries.sign_ups import events_helped_at

REMINDS_AT = 18  # o'clock, at school


def remind_of_helping() -> None:
    """From six in the evening before: who helps tomorrow is reminded, once, however often this runs."""
    now = clock.now().astimezone(clock.SCHOOL_ZONE)
    if now.hour >= REMINDS_AT:
        for event in events_helped_at([now.date() + timedelta(days=1)]):
            tell_of_tomorrow(event)
