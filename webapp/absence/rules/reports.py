"""Decisions about reports of absence: what may be reported, changed, withdrawn and ended, and when."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Self

from webapp.core import clock
from webapp.schools.rules.school_days import SchoolCalendar, next_school_day

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

    def known_until(self, today: date) -> date:
        """The last day that is known of: what is open is known until today."""
        return self.last_day or max(self.first_day, today)

    def is_over(self, today: date) -> bool:
        return self.last_day is not None and self.last_day < today

    def overlaps(self, other: "Span", today: date) -> bool:
        """Whether there is a moment that both take, as far as is known today."""
        mine, theirs = (self.first_day, self.known_until(today)), (other.first_day, other.known_until(today))
        if mine[0] > theirs[1] or theirs[0] > mine[1]:
            return False
        if mine != theirs or mine[0] != mine[1]:
            return True
        late, early = "24:00", "00:00"
        return (self.starts_at or early) < (other.ends_at or late) and (other.starts_at or early) < (
            self.ends_at or late
        )

    @property
    def is_part_of_day(self) -> bool:
        return self.first_day == self.last_day and bool(self.starts_at or self.ends_at)


def stands_in_the_way(known: Span, new: Span, today: date) -> bool:
    """Whether a child is reported already for what is reported anew: never twice open, and no moment twice. An
    appointment, a part of a day, does not keep a child from being ill that whole day."""
    if known.last_day is None and new.last_day is None:
        return True
    return known.overlaps(new, today) and not (known.is_part_of_day and not new.is_part_of_day)


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
    if span.first_day != span.last_day and span.ends_at:
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


def proposed_first_day(calendar: SchoolCalendar, school_ends_at: str, now: datetime) -> date:
    """From which day a child is proposed to be away: today until school is over, else the next day with school."""
    local = now.astimezone(clock.SCHOOL_ZONE)
    if calendar.is_school_day(local.date()) and local.time() < time.fromisoformat(school_ends_at):
        return local.date()
    return next_school_day(calendar, local.date())


def why_not_back(span: Span, back_on: date, today: date) -> str | None:
    """The reason why a child that is reported like this cannot be told to be back on a day, or None."""
    if back_on < span.first_day:
        return "back_before_start"
    if back_on == span.first_day < today:
        return "was_away"
    if back_on - today > FURTHEST:
        return "day_too_far"
    last_day = back_on - timedelta(days=1)
    if span.last_day and last_day > span.last_day:
        return "has_ended"
    return "is_over" if span.is_over(today) and last_day != span.last_day else None


def may_reopen(is_illness: bool, back_on: date, today: date) -> bool:
    """Whether «not better after all» may be said of a report that ended; `back_on` is the first day with school after
    it. Later it is a new report: the child has been back."""
    return is_illness and today <= back_on


def last_day_before(back_on: date, span: Span) -> date | None:
    """The last day of an absence when the child is back on a day; None when it was never away."""
    last = back_on - timedelta(days=1)
    return last if last >= span.first_day else None


def back_on_days(school_starts_at: str, now: datetime) -> str:
    """Which day is proposed to be back on: `today` until school has begun, else `next`."""
    local = now.astimezone(clock.SCHOOL_ZONE)
    return "today" if local.time() < time.fromisoformat(school_starts_at) else "next"


def possible_steps(span: Span, begun: bool, reopens: bool, today: date) -> frozenset[str]:
    """What a guardian may do with an own report that was not withdrawn: `edit` and `withdraw` until it begins; then
    `edit` (its end) and `recover` until it is over; `reopen` while «not better after all» may be said."""
    if not begun:
        return frozenset({"edit", "withdraw"})
    steps = set() if span.is_over(today) else {"edit", "recover"}
    return frozenset(steps | ({"reopen"} if reopens else set()))
