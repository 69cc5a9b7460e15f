"""The only clock. Handlers and jobs read it; rules are given the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

SCHOOL_ZONE = ZoneInfo("Europe/Amsterdam")

_frozen: datetime | None = None


def now() -> datetime:
    """This moment, in UTC, with its zone."""
    return _frozen or datetime.now(UTC)


def today(zone: ZoneInfo = SCHOOL_ZONE) -> date:
    """The day it is at school."""
    return now().astimezone(zone).date()


def at(day: date, time_of_day: time, zone: ZoneInfo = SCHOOL_ZONE) -> datetime:
    """The moment when the school's clock shows this time on this day, in UTC."""
    return datetime.combine(day, time_of_day, zone).astimezone(UTC)


@contextmanager
def frozen_at(moment: datetime) -> Iterator[None]:
    """For tests: time stands still at this moment (with a zone)."""
    global _frozen
    before, _frozen = _frozen, moment.astimezone(UTC)
    try:
        yield
    finally:
        _frozen = before
