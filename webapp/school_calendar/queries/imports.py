"""Calendar files on their way in, for who sent them."""

from collections.abc import Iterable
from datetime import datetime

from peewee import ModelSelect

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import among
from webapp.core.files import read_file
from webapp.school_calendar.models import CalendarImport, Event, SignUpTask
from webapp.school_calendar.queries.agenda import audiences_of
from webapp.school_calendar.rules.received_files import Received, from_json
from webapp.school_calendar.rules.received_plans import Known, Line, plan_of
from webapp.schools.models import Unit
from webapp.schools.queries.audiences import Choice, choices_of
from webapp.schools.queries.standing import standing_of
from webapp.schools.rules.audiences import may_change


def units_written_to(person: Person) -> list[tuple[int, str]]:
    """The units (id, name) of which this person may write to a part, each once."""
    return list(dict.fromkeys((choice.part.unit_id, choice.unit_name) for choice in choices_of(person)))


def unit_written_to(person: Person, unit_id: int) -> Unit:
    """One of these units; any other does not exist."""
    return Unit.get(Unit.id == unit_id, Unit.id.in_([id for id, _name in units_written_to(person)]))


def choices_in(person: Person, unit: Unit) -> list[Choice]:
    """To which parts of a unit this person may write."""
    return [choice for choice in choices_of(person) if choice.part.unit_id == unit.id]


def import_of(person: Person, import_id: int) -> CalendarImport:
    """A file that this person sent for a unit where they still work; any other does not exist."""
    works_at = {function.unit_id for function in standing_of(person).functions if function.unit_id}
    return (
        CalendarImport.select(CalendarImport, Unit)
        .join(Unit)
        .where(CalendarImport.id == import_id, CalendarImport.person == person)
        .where(CalendarImport.unit.in_(works_at))
        .get()
    )


def received_in(calendar_import: CalendarImport) -> list[Received]:
    """What was read in the file; nothing once it was placed, also just now by a second tap."""
    try:
        return from_json(read_file(calendar_import.file)) if calendar_import.file else []
    except FileNotFoundError:
        return []


def lines_of(person: Person, unit: Unit, received: Iterable[Received]) -> list[Line]:
    """What placing these events in a unit would do now."""
    received = list(received)
    return plan_of(received, known_in(person, unit, [one.uid for one in received]), clock.today())


def known_in(person: Person, unit: Unit, uids: list[str]) -> dict[str, Known]:
    """The events that were read in to this unit before, by their name in the file."""
    events = list(events_named(unit, uids))
    audiences, standing = audiences_of(event.id for event in events), standing_of(person)
    works_at = {function.unit_id for function in standing.functions if function.unit_id}
    managed = set(standing.managed_units)
    tasks: dict[int, list[SignUpTask]] = {event.id: [] for event in events}
    for task in SignUpTask.select().where(among(SignUpTask.event, tasks)):
        tasks[task.event_id].append(task)
    return {
        event.source_uid: Known(
            event.id,
            event.source_hash,
            event.cancelled_at is not None,
            may_change(person.id, event.author_id, {unit for unit, *_ in audiences[event.id]}, works_at, managed),
            bool(tasks[event.id]),
            tuple(task.draws_at for task in tasks[event.id] if task.awaits_draw),
        )
        for event in events
    }


def events_named(unit: Unit, uids: list[str]) -> ModelSelect:
    return Event.select().where(Event.source_unit == unit, Event.source_uid.in_(uids))


def imports_before(moment: datetime) -> list[CalendarImport]:
    """The files that were sent before a moment and never placed."""
    return list(CalendarImport.select().where(CalendarImport.created_at < moment, CalendarImport.applied_at.is_null()))
