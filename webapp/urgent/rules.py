"""Decisions about urgent messages: how long they hold, and how far they came with somebody."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from webapp.core import clock

LONGEST_BODY = 500
LASTS = {"today": 0, "tomorrow": 1, "week": 7}  # days after today on which the red bar goes
EVENING = 18

# The rungs of the ladder, the lowest first: how far a message came with a guardian, or with a family.
UNREACHED, WAITING, MAILED, ACCEPTED, SHOWN, OPENED, CONFIRMED = RUNGS = (
    *("unreached", "waiting", "mailed", "accepted"),
    *("shown", "opened", "confirmed"),
)
SEEN = (SHOWN, OPENED, CONFIRMED)


def usual_length(now: datetime) -> str:
    """How long a message holds unless its author says otherwise: the day, and in the evening the next one."""
    return "today" if now.astimezone(clock.SCHOOL_ZONE).hour < EVENING else "tomorrow"


def end_of(lasts: str, now: datetime) -> datetime:
    """When a message is over: at midnight of the school's clock, so many days from now."""
    return clock.at(now.astimezone(clock.SCHOOL_ZONE).date() + timedelta(days=LASTS[lasts] + 1), time(0))


def rung_of(channel: str, state: str) -> str:
    """How far one delivery came."""
    if state == "shown":
        return SHOWN
    if state == "accepted":
        return ACCEPTED if channel == "push" else MAILED
    return WAITING if state in ("pending", "claimed") else UNREACHED


def highest(rungs: Iterable[str]) -> str:
    """The furthest of several; who has none was not reached."""
    return max(rungs, key=RUNGS.index, default=UNREACHED)
