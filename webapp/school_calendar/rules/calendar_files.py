"""The calendar as a file for calendar programs: RFC 5545 (iCalendar) and RFC 7986 (its new properties)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

REFRESH = timedelta(hours=4)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar file. Without times it takes whole days; `skipped` are days on which a
    repeating one does not take place. `changed_at` is when it last changed."""

    uid: str
    title: str
    first_day: date
    last_day: date
    changed_at: datetime
    starts_at: str = ""
    ends_at: str = ""
    repeats_until: date | None = None
    skipped: tuple[date, ...] = ()
    sequence: int = 0
    text: str = ""
    place: str = ""
    url: str = ""
    is_cancelled: bool = False
    is_free: bool = False  # a holiday takes no time of a parent


def made_uid(*parts: object) -> str:
    """The same name each time for what has no row of its own, like a holiday (RFC 7986, 5.3)."""
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:40] + "@schoolplein"


def calendar_file(name: str, entries: Iterable[Entry], zone: ZoneInfo) -> bytes:
    """The file: entries in their time zone, which it describes (VTIMEZONE), and how often to ask for it again."""
    calendar = Calendar()
    calendar.add("prodid", "-//Schoolplein//Schoolkalender//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(zone))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    head, end = calendar.to_ical().split(b"END:VCALENDAR")
    return b"".join((head, zone_described(zone), *(written(entry, zone) for entry in entries), b"END:VCALENDAR", end))


@lru_cache(4)
def zone_described(zone: ZoneInfo) -> bytes:
    """When the clocks of this zone change (VTIMEZONE), for programs that do not know it."""
    return Timezone.from_tzinfo(zone, str(zone), date(2020, 1, 1), date(2038, 1, 1)).to_ical()


@lru_cache(20_000)
def written(entry: Entry, zone: ZoneInfo) -> bytes:
    """One entry as it stands in a file. It is the same for every family, so it is written once."""
    return component_of(entry, zone).to_ical()


def component_of(entry: Entry, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("summary", entry.title)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_free or not entry.starts_at else "OPAQUE")
    for name, value in (("description", entry.text), ("location", entry.place), ("url", entry.url)):
        if value:
            event.add(name, value)
    add_times(event, entry, zone)
    return event


def add_times(event: Event, entry: Entry, zone: ZoneInfo) -> None:
    """Whole days end on the day after the last (DTEND is not included); what repeats does so by the clock on the wall,
    so that it stays at half past seven when the clock changes."""
    if entry.starts_at:
        event.add("dtstart", at(entry.first_day, entry.starts_at, zone))
        if entry.ends_at:
            event.add("dtend", at(entry.last_day, entry.ends_at, zone))
        elif entry.last_day > entry.first_day:  # without a time to end, it takes the last day whole
            event.add("dtend", at(entry.last_day + timedelta(days=1), "00:00", zone))
    else:
        event.add("dtstart", entry.first_day)
        event.add("dtend", entry.last_day + timedelta(days=1))
    if entry.repeats_until:
        times = (entry.repeats_until - entry.first_day) // WEEK + 1
        event.add("rrule", {"freq": "weekly", "count": times})
        for day in entry.skipped:
            event.add("exdate", at(day, entry.starts_at, zone) if entry.starts_at else day)


def at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), zone)
