"""Placing what a calendar file holds: all that was chosen, in one transaction."""

from collections import Counter
from collections.abc import Collection, Iterable

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db, one_at_a_time
from webapp.core.errors import Refused
from webapp.core.files import drop_unused
from webapp.school_calendar.actions.appointments import new_uid
from webapp.school_calendar.actions.events import allowed_parts, keep_audience
from webapp.school_calendar.models import CalendarImport, Event, SkippedDay
from webapp.school_calendar.notices.events import tell_of_import
from webapp.school_calendar.notices.sign_ups import tell_of_cancelled_event
from webapp.school_calendar.queries.imports import lines_of, received_in
from webapp.school_calendar.rules.received_files import Received
from webapp.school_calendar.rules.received_plans import CHANGED, NEW, OFF, Line, timing_of
from webapp.schools.rules.audiences import Part


def apply_import(
    by: Person, calendar_import: CalendarImport, numbers: Collection[int], audience: Iterable[Part], *, is_told: bool
) -> Counter[str]:
    """Who sent a file places what they chose of it: what is new for these groups, what changed for whom it was already.
    The families hear it once, if at all; who helps at what is off always does. Returns how many of each there were.

    Refused as a whole: `already_applied`, `nothing_chosen`, `no_audience`, `not_your_audience`.
    """
    received = received_in(calendar_import)  # before the transaction: a bucket takes its time
    counts = place_chosen(by, calendar_import, received, numbers, list(audience), is_told)
    drop_unused(calendar_import.file)
    return counts


@db.atomic()
def place_chosen(
    by: Person,
    calendar_import: CalendarImport,
    received: list[Received],
    numbers: Collection[int],
    audience: list[Part],
    is_told: bool,
) -> Counter[str]:
    one_at_a_time(f"calendar-import-{calendar_import.unit_id}")
    close_import(calendar_import)
    lines = lines_of(by, calendar_import.unit, received)
    chosen = [line for line in lines if line.number in numbers and line.does_something]
    if not chosen:
        raise Refused("nothing_chosen")
    parts = parts_for(by, calendar_import, chosen, audience)
    placed = [place_line(by, calendar_import, line, parts) for line in chosen]
    counts = Counter(line.state for line in chosen)
    audit(by, "apply_calendar", calendar_import, calendar_import.unit, events=[one.id for one in placed], **counts)
    if is_told:
        tell_of_import(by, calendar_import, placed)
    return counts


def close_import(calendar_import: CalendarImport) -> None:
    """A file is placed once, however often somebody taps."""
    is_first = (
        CalendarImport.update(applied_at=clock.now(), file="")
        .where(CalendarImport.id == calendar_import.id, CalendarImport.applied_at.is_null())
        .execute()
    )
    if not is_first:
        raise Refused("already_applied")


def parts_for(by: Person, calendar_import: CalendarImport, chosen: list[Line], audience: list[Part]) -> list[Part]:
    """For whom the new events are: parts of the unit that the file was read in to."""
    if not any(line.state == NEW for line in chosen):
        return []
    parts = allowed_parts(by, audience)
    if any(part.unit_id != calendar_import.unit_id for part in parts):
        raise Refused("not_your_audience")
    return parts


def place_line(by: Person, calendar_import: CalendarImport, line: Line, parts: list[Part]) -> Event:
    if line.state == NEW:
        return place_new(by, calendar_import, line, parts)
    changes = {"source_hash": line.what.fingerprint, "changed_at": clock.now(), "sequence": Event.sequence + 1}
    changes |= said_of(line.what) if line.state == CHANGED else {"cancelled_at": clock.now(), "cancelled_by": by}
    Event.update(**changes).where(Event.id == line.event_id).execute()
    event = Event.get_by_id(line.event_id)
    keep_skipped(event, line.what)
    if line.state == OFF:
        tell_of_cancelled_event(event)
    return event


def place_new(by: Person, calendar_import: CalendarImport, line: Line, parts: list[Part]) -> Event:
    now = clock.now()
    event = Event.create(
        author=by, uid=new_uid(), created_at=now, changed_at=now, source_unit=calendar_import.unit,
        source_uid=line.what.uid, source_hash=line.what.fingerprint,
        idempotency_key=f"import-{calendar_import.id}-{line.number}", **said_of(line.what),
    )  # fmt: skip
    keep_audience(event, parts)
    keep_skipped(event, line.what)
    return event


def said_of(what: Received) -> dict[str, object]:
    return {"title": what.title, "text": what.text, "place": what.place, **timing_of(what)._asdict()}


def keep_skipped(event: Event, what: Received) -> None:
    """The days that the file skips, beside those that the school took out itself."""
    rows = [{"event": event.id, "day": day, "at": clock.now()} for day in what.skipped]
    if rows:
        SkippedDay.insert_many(rows).on_conflict_ignore().execute()
