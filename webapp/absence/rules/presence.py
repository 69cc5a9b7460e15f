"""Decisions about who is in class: what is known of a child at a moment of the day, whichever was said last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from webapp.core import clock

PRESENT, LATE, MISSING = MARKS = ("present", "late", "missing")
NO_MARK = "none"  # a mark is taken back
REPORTED, LEAVE, UNKNOWN = "reported", "leave", "unknown"
SEEN = (PRESENT, LATE)
AWAY = (REPORTED, LEAVE)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a teacher saw, and when; `arrived_at` («08:52») of who came late."""

    mark: str
    at: datetime
    arrived_at: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a report of absence says of one day; times are empty where it takes the whole day."""

    key: str
    name: str
    is_illness: bool
    is_leave: bool
    reported_at: datetime
    starts_at: str = ""
    ends_at: str = ""

    @property
    def is_whole_day(self) -> bool:
        return not (self.starts_at or self.ends_at)

    def covers(self, minute: str) -> bool:
        """Whether the child is away at this time of the day."""
        return (self.starts_at or "00:00") <= minute < (self.ends_at or "24:00")

    def said_at(self, day: date) -> datetime:
        """From when it counts: when it was told, but not before it begins."""
        return max(self.reported_at, clock.at(day, time.fromisoformat(self.starts_at or "00:00")))


def minute_of(day: date, now: datetime, school_starts_at: str) -> str:
    """The time of a day that counts: now, not before school begins; of a day that is over its end."""
    local = now.astimezone(clock.SCHOOL_ZONE)
    if local.date() != day:
        return school_starts_at if local.date() < day else "23:59"
    return max(f"{local:%H:%M}", school_starts_at)


def report_at(reports: Iterable[Report], minute: str) -> Report | None:
    """The report by which a child is away at this time of the day."""
    return next((report for report in reports if report.covers(minute)), None)


def state_of(mark: Mark | None, reports: Iterable[Report], day: date, minute: str) -> str:
    """What is known of a child: what was said last counts, and a report explains who is missing."""
    report = report_at(reports, minute)
    if mark and mark.mark in SEEN and (report is None or mark.at >= report.said_at(day)):
        return mark.mark
    if report:
        return LEAVE if report.is_leave else REPORTED
    return mark.mark if mark else UNKNOWN
