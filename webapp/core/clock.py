"""The only clock. Handlers and jobs read it; rules are given the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SCHOOL_ZONE = ZoneInfo("Europe/Amsterdam")

_frozen: datetime | None = None


def now() -> datetime:
    """This moment, in UTC, with its zone."""
    return _frozen or datetime.now(UTC)


def today(zone: ZoneInfo = SCHOOL_ZONE) -> date:
    """The day it is at school."""
    return now().astimezone(zone).date()


@contextmanager
def frozen_at(moment: datetime) -> Iterator[None]:
    """For tests: time stands still at this moment (with a zone)."""
    global _frozen
    before, _frozen = _frozen, moment.astimezone(UTC)
    try:
        yield
    finally:
        _frozen = before
