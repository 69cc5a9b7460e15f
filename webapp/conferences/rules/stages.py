"""Where a round stands, and what may be done then."""

from datetime import datetime, timedelta
from typing import NamedTuple

DRAFT, INVITED, OPEN, PLACING, CHANGING, FIXED, CANCELLED = STAGES = (
    "draft",  # the school still makes it
    "invited",  # parents know of it, and cannot choose yet
    "open",  # parents choose, or tell what they wish
    "placing",  # a draw or a plan is being made; parents wait
    "changing",  # everybody has a time; parents may still change and cancel
    "fixed",  # nothing changes any more but by the school
    "cancelled",
)

SHORTLY = timedelta(days=2)  # before a talk: who receives hears of each change from then on


class Moments(NamedTuple):
    """What a round's stage depends on."""

    mode: str
    published_at: datetime | None
    opens_at: datetime
    closes_at: datetime
    changes_until: datetime
    announced_at: datetime | None
    cancelled_at: datetime | None


def stage_of(round: Moments, now: datetime) -> str:
    """Where the round stands at this moment."""
    if round.cancelled_at:
        return CANCELLED
    if not round.published_at:
        return DRAFT
    if now < round.opens_at:
        return INVITED
    if round.mode == "first_come" or round.announced_at:
        return OPEN if now < round.closes_at else CHANGING if now < round.changes_until else FIXED
    return OPEN if now < round.closes_at else PLACING


def may_choose_times(round: Moments, now: datetime) -> bool:
    """Whether a parent may book, change and cancel a time: in a round of first come while it is open and until the
    last moment for changes, in a draw or a plan once its times are known."""
    return stage_of(round, now) in (OPEN, CHANGING) and (round.mode == "first_come" or bool(round.announced_at))


def may_wish(round: Moments, now: datetime) -> bool:
    """Whether a parent may still tell what they wish for a draw or a plan."""
    return stage_of(round, now) == OPEN and round.mode != "first_come" and not round.announced_at


def may_decline(round: Moments, now: datetime) -> bool:
    """Whether a parent may still say that no talk is needed: until a draw or a plan is being made, or the last moment
    for changes."""
    return stage_of(round, now) in (INVITED, OPEN, CHANGING)


def is_shortly_before(starts_at: datetime, now: datetime) -> bool:
    """Whether a change of this talk is so late that who receives has to hear it."""
    return now < starts_at <= now + SHORTLY
