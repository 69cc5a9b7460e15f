"""Whom the portal tells of the calendar."""

from collections.abc import Iterable
from typing import Any

from webapp.accounts.models import Person
from webapp.notifications.actions.telling import notify_in_own_language
from webapp.school_calendar.models import CalendarImport, Event
from webapp.school_calendar.phrases.events import CANCELLED, CHANGED, NEW
from webapp.school_calendar.phrases.imports import MORE_NEW, MORE_NEW_TEXT
from webapp.school_calendar.queries.events import parts_of, parts_of_all
from webapp.schools.queries.audiences import guardians_reached

KIND = "calendar"


def tell_of_event(by: Person, event: Event) -> None:
    """The families hear that something is in the calendar."""
    tell(by, event, NEW, f"event-{event.id}-new")


def tell_of_change(by: Person, event: Event) -> None:
    """The families hear that an event changed."""
    tell(by, event, CHANGED, f"event-{event.id}-{event.sequence}")


def tell_of_cancellation(by: Person, event: Event, besides: Iterable[Person] = ()) -> None:
    """The families hear that an event is off; not once more who was told of it as a helper."""
    tell(by, event, CANCELLED, f"event-{event.id}-cancelled", besides)


def tell_of_import(by: Person, calendar_import: CalendarImport, events: Iterable[Event]) -> None:
    """The families hear once that much was put into the calendar together, whatever there was in the file for them."""
    people = guardians_reached(parts_of_all(event.id for event in events), [by.id])
    key = f"calendar-import-{calendar_import.id}"
    notify_in_own_language(KIND, people, MORE_NEW, MORE_NEW_TEXT, "/calendar", key=key, author=by)


def tell(by: Person, event: Event, title: Any, key: str, besides: Iterable[Person] = ()) -> None:
    people = guardians_reached(parts_of(event), [by.id, *(person.id for person in besides)])
    notify_in_own_language(KIND, people, title, event.title, f"/calendar/events/{event.id}", key=key, author=by)
