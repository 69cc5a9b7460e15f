"""The file of another calendar program, read into events as the school's calendar knows them (RFC 5545).

Run as a program, this reads a file in a process of its own, with bounds on time and memory: what a stranger's file says
of time zones would else stay known to the whole portal.
"""

import hashlib
import json
import sys
import warnings
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from icalendar import Calendar, Component

from webapp.core.forms import as_line, as_text
from webapp.school_calendar.rules.calendar_files import made_uid
from webapp.school_calendar.rules.received_times import Times, Unusable, begin_of, moved_day, times_in

LARGEST = 1024 * 1024
MOST_EVENTS = 500
DEEPEST = 5
LONGEST_LINE, LONGEST_TEXT, LONGEST_UID = 150, 3_000, 200


class Unreadable(ValueError):
    """A file that is no calendar, or too much of one; its text is a refusal code."""


@dataclass(frozen=True, slots=True)
class Received:
    """One event of a file: `uid` is the name that its program knows it by, `problem` the code of why it cannot be
    taken, whatever the day is. Times are those of the school's clock."""

    uid: str
    title: str
    place: str = ""
    text: str = ""
    first_day: date | None = None
    last_day: date | None = None
    starts_at: str = ""
    ends_at: str = ""
    repeats_until: date | None = None
    skipped: tuple[date, ...] = ()
    is_cancelled: bool = False
    is_shortened: bool = False
    problem: str = ""

    @property
    def fingerprint(self) -> str:
        """The same as long as the file says the same of it."""
        return hashlib.sha256(as_json([self])).hexdigest()


def events_in(data: bytes) -> list[Received]:
    """The events of a file, in its order. A time that was moved out of a weekly event is an event of its own; one that
    was cancelled is a day that the event skips.

    Raises Unreadable: `not_a_calendar`, `no_events`, `too_many_events`.
    """
    text = data.decode("utf-8-sig", errors="replace")
    refuse_shape(text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of icalendar: that it guesses a time zone
        try:
            calendars = Calendar.from_ical(text, multiple=True)
        except (ValueError, KeyError, IndexError, AttributeError, TypeError):
            raise Unreadable("not_a_calendar") from None
        found = [one for calendar in calendars for one in events_of(calendar)]
    if not found:
        raise Unreadable("no_events")
    return once_each(found)


def refuse_shape(text: str) -> None:
    """Whether it is a calendar at all is told by its lines, before anything reads it. A line that begins with white
    space goes on with the one before (RFC 5545, 3.1): what it says is text."""
    depth = events = 0
    lines = [line.rstrip().upper() for line in text.replace("\r", "\n").split("\n")]
    if "BEGIN:VCALENDAR" not in lines[:10] or "\0" in text:
        raise Unreadable("not_a_calendar")
    for line in lines:
        depth += line.startswith("BEGIN:") - line.startswith("END:")
        events += line == "BEGIN:VEVENT"
        if not 0 <= depth <= DEEPEST:
            raise Unreadable("not_a_calendar")
    if depth:
        raise Unreadable("not_a_calendar")
    if events > MOST_EVENTS:
        raise Unreadable("too_many_events")


def events_of(calendar: Component) -> Iterator[Received]:
    """The events of one calendar; what was moved or cancelled of a weekly one is told to that one."""
    all_off = str(calendar.get("METHOD", "")).upper() == "CANCEL"
    components = [part for part in calendar.subcomponents if part.name == "VEVENT"]
    changed: dict[str, list[date]] = {}
    for part in components:
        if day := moved_day(part):
            changed.setdefault(str(part.get("UID", "")), []).append(day)
    for part in components:
        is_off = all_off or str(part.get("STATUS", "")).upper() == "CANCELLED"
        is_one_time = "RECURRENCE-ID" in part
        yield received(part, is_off, [] if is_one_time else changed.get(str(part.get("UID", "")), []))


def received(part: Component, is_cancelled: bool, changed: list[date]) -> Received:
    """One event, with what is wrong with it."""
    title, place, text = said(part, "SUMMARY"), said(part, "LOCATION"), said(part, "DESCRIPTION", as_text)
    what = Received(
        uid=uid_of(part),
        title=shortened(title, LONGEST_LINE),
        place=shortened(place, LONGEST_LINE),
        text=shortened(text, LONGEST_TEXT),
        is_cancelled=is_cancelled,
        is_shortened=len(title) > LONGEST_LINE or len(place) > LONGEST_LINE or len(text) > LONGEST_TEXT,
    )
    try:
        times = times_in(part, changed)
    except Unusable as reason:
        first_day, starts_at = begin_of(part)
        return replace(what, problem=str(reason), first_day=first_day, last_day=first_day, starts_at=starts_at)
    return replace(what, **times._asdict(), problem=problem_of(what, times))


def problem_of(what: Received, times: Times) -> str:
    if not what.title:
        return "no_title"
    return "uid_too_long" if len(what.uid) > LONGEST_UID else ""


def uid_of(part: Component) -> str:
    """The name by which the program knows it; of a moved time with the day it was moved from, and where a program gave
    none, what it says and when."""
    uid = said(part, "UID") or made_uid(said(part, "SUMMARY"), raw(part, "DTSTART"))
    return f"{uid} {raw(part, 'RECURRENCE-ID')}" if "RECURRENCE-ID" in part else uid


def raw(part: Component, name: str) -> str:
    value: Any = part.get(name)
    return value.to_ical().decode() if hasattr(value, "to_ical") else ""


def said(part: Component, name: str, clean: Any = as_line) -> str:
    """What a property says; of one that is there twice, the first."""
    value = part.get(name, "")
    return clean(str(value[0] if isinstance(value, list) else value))


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def once_each(found: list[Received]) -> list[Received]:
    """What has the name of an earlier one in the file is not taken."""
    seen: set[str] = set()
    events = []
    for one in found:
        events.append(replace(one, problem="twice") if one.uid in seen and not one.problem else one)
        seen.add(one.uid)
    return events


DAYS = ("first_day", "last_day", "repeats_until")


def as_json(events: list[Received]) -> bytes:
    """Events as they are kept between reading and applying."""
    return json.dumps([asdict(one) for one in events], default=date.isoformat, ensure_ascii=False).encode()


def from_json(kept: bytes) -> list[Received]:
    """Events that were kept."""
    return [received_again(row) for row in json.loads(kept)]


def received_again(row: dict[str, Any]) -> Received:
    values = {field.name: row[field.name] for field in fields(Received)}
    values |= {name: date.fromisoformat(values[name]) for name in DAYS if values[name]}
    return Received(**values | {"skipped": tuple(map(date.fromisoformat, values["skipped"]))})


if __name__ == "__main__":
    from webapp.core.pictures import limit_this_process

    limit_this_process()
    try:
        sys.stdout.buffer.write(as_json(events_in(sys.stdin.buffer.read())))
    except Unreadable as problem:
        sys.stdout.buffer.write(json.dumps(str(problem)).encode())
