"""Decisions about reports of absence: what may be reported, changed, withdrawn and ended, and when."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Self

from webapp.core import clock

FURTHEST = timedelta(days=366)
LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a child is not there. Illness may stay open; `needs_end`: only with an end; `by_phone_only`: not here."""

    key: str
    name: str = ""
    is_illness: bool = False
    needs_end: bool = False
    by_phone_only: bool = False

    def named(self, name: str) -> Self:
        return replace(self, name=name)


STANDARD_REASONS = (
    Reason("ill", is_illness=True),
    Reason("appointment", needs_end=True),
    Reason("corona", is_illness=True, by_phone_only=True),
    Reason("other", needs_end=True),
)


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when: days, and times on the school's clock («10:15»), empty for whole days; `last_day` is None
    for as long as it lasts."""

    first_day: date
    last_day: date | None = None
    starts_at: str = ""
    ends_at: str = ""

    def overlaps(self, other: "Span") -> bool:
        """Whether there is a moment that both take."""
        far = date.max
        if self.first_day > (other.last_day or far) or other.first_day > (self.last_day or far):
            return False
        same_one_day = self.first_day == self.last_day == other.first_day == other.last_day
        if not same_one_day:
            return True
        late, early = "24:00", "00:00"
        mine, theirs = (
            (self.starts_at or early, self.ends_at or late),
            (other.starts_at or early, other.ends_at or late),
        )
        return mine[0] < theirs[1] and theirs[0] < mine[1]


def why_not_reported(reason: Reason, span: Span, today: date, has_school: bool) -> str | None:
    """The reason why this cannot be reported here, or None. `has_school`: there is school on one of the days."""
    if reason.by_phone_only:
        return "by_phone_only"
    if span.first_day < today:
        return "day_passed"
    if span.first_day - today > FURTHEST:
        return "day_too_far"
    if span.last_day is None and reason.needs_end:
        return "end_needed"
    return why_no_end(span, today) or (None if has_school else "no_school")


def why_no_end(span: Span, today: date) -> str | None:
    """What is wrong with how a span ends, or None."""
    if span.last_day is None:
        return "times_for_one_day" if span.ends_at else None
    if span.last_day < span.first_day:
        return "ends_before_start"
    if span.last_day - today > FURTHEST:
        return "day_too_far"
    if span.first_day != span.last_day and (span.starts_at or span.ends_at):
        return "times_for_one_day"
    if span.starts_at and span.ends_at and span.ends_at <= span.starts_at:
        return "ends_before_start"
    return None


def begins(span: Span, school_starts_at: str) -> datetime:
    """The moment when an absence begins: at its own time, else when school does (on that day's clock)."""
    return clock.at(span.first_day, time.fromisoformat(span.starts_at or school_starts_at))


def has_begun(span: Span, school_starts_at: str, now: datetime) -> bool:
    """Whether it has begun: from then on only its end may be changed, and it cannot be withdrawn."""
    return now >= begins(span, school_starts_at)


def last_day_before(back_on: date, span: Span) -> date | None:
    """The last day of an absence when the child is back on a day; None when it was never away."""
    last = back_on - timedelta(days=1)
    return last if last >= span.first_day else None


def back_on_days(school_starts_at: str, now: datetime) -> str:
    """Which day is proposed to be back on: `today` until school has begun, else `next`."""
    local = now.astimezone(clock.SCHOOL_ZONE)
    return "today" if local.time() < time.fromisoformat(school_starts_at) else "next"
