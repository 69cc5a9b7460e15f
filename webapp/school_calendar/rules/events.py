"""Decisions about events: whether what was typed can be one."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from webapp.school_calendar.models import begin_of

LONGEST = 31  # days
FURTHEST = timedelta(days=2 * 366)
LONGEST_REPEAT = timedelta(days=366)


class Timing(NamedTuple):
    """When an event is: days, times of the school's clock (empty for the whole day), and until when it repeats."""

    first_day: date
    last_day: date
    starts_at: str = ""
    ends_at: str = ""
    repeats_until: date | None = None

    @property
    def begins(self) -> datetime:
        return begin_of(self.first_day, self.starts_at)


def why_no_event(timing: Timing, today: date) -> str | None:
    """What is wrong with the days and times of an event, or None."""
    length = (timing.last_day - timing.first_day).days
    if length < 0:
        return "ends_before_start"
    if length >= LONGEST or abs(timing.first_day - today) > FURTHEST:
        return "too_long_or_far"
    if timing.ends_at and not timing.starts_at:
        return "no_start_time"
    if timing.ends_at and length == 0 and timing.ends_at <= timing.starts_at:
        return "ends_before_start"
    if timing.repeats_until:
        if timing.repeats_until <= timing.first_day or timing.repeats_until - timing.first_day > LONGEST_REPEAT:
            return "repeat_until"
        if length >= 7:
            return "repeat_too_long"
    return None
