"""What reading in a calendar file would do, event by event."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from webapp.school_calendar.rules.events import Timing, why_no_event
from webapp.school_calendar.rules.received_files import Received
from webapp.school_calendar.rules.sign_ups import why_not_with_help

NEW, CHANGED, OFF, SAME, PAST, REFUSED = STATES = ("new", "changed", "off", "same", "past", "refused")
DOES_SOMETHING = (NEW, CHANGED, OFF)


class Known(NamedTuple):
    """An event that was read in before: by what the file said then, whether who reads now answers for it, and what help
    it asks, with the draws that are still to come."""

    event_id: int
    fingerprint: str
    is_cancelled: bool
    may_change: bool
    has_tasks: bool = False
    draws: tuple[datetime, ...] = ()


class Line(NamedTuple):
    """What happens to one event of a file; `number` is its place in the file, `reason` why it is not taken."""

    number: int
    what: Received
    state: str
    reason: str = ""
    event_id: int | None = None

    @property
    def does_something(self) -> bool:
        return self.state in DOES_SOMETHING


def plan_of(received: Iterable[Received], known: Mapping[str, Known], today: date) -> list[Line]:
    """What happens to each event of a file, in the order of the file."""
    return [line_of(number, one, known.get(one.uid), today) for number, one in enumerate(received)]


def line_of(number: int, one: Received, known: Known | None, today: date) -> Line:
    """New, changed since it was read in, off, already there, past, or refused with the reason. What the school changed
    here itself stays, as long as the file says the same as before."""
    if one.problem:
        return Line(number, one, REFUSED, one.problem)
    if known and known.fingerprint == one.fingerprint:
        return Line(number, one, SAME, event_id=known.event_id)
    if last_day_of(one) < today:
        return Line(number, one, PAST)
    if reason := why_refused(one, known, today):
        return Line(number, one, REFUSED, reason)
    if known is None:
        return Line(number, one, NEW)
    if one.is_cancelled:
        return Line(number, one, SAME if known.is_cancelled else OFF, event_id=known.event_id)
    return Line(number, one, CHANGED, event_id=known.event_id)


def why_refused(one: Received, known: Known | None, today: date) -> str:
    if known is None and one.is_cancelled:
        return "never_here"
    if known and not known.may_change:
        return "not_yours"
    if known and known.is_cancelled and not one.is_cancelled:
        return "off_here"
    timing = timing_of(one)
    crossed = known and not one.is_cancelled and why_not_with_help(timing, known.has_tasks, known.draws)
    return why_no_event(timing, today) or crossed or ""


def timing_of(one: Received) -> Timing:
    """When an event without a problem is."""
    if one.first_day is None or one.last_day is None:
        raise ValueError("an event with a problem has no timing")
    return Timing(one.first_day, one.last_day, one.starts_at, one.ends_at, one.repeats_until)


def last_day_of(one: Received) -> date:
    timing = timing_of(one)
    return timing.repeats_until or timing.last_day
