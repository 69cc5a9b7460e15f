"""Whom the portal tells of the calendar: the title names the event and its day, the text holds day, time and place. No
child's name, because these texts stand on lock screens and in mails."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from webapp.accounts.models import Person
from webapp.core.i18n import LazyString
from webapp.notifications.actions.telling import notify_in_own_language
from webapp.school_calendar.models import CalendarImport, Event
from webapp.school_calendar.phrases.events import CANCELLED, CHANGED, HELD, NEW, change_said, facts_said, titled
from webapp.school_calendar.phrases.imports import MORE_NEW, MORE_NEW_TEXT
from webapp.school_calendar.queries.events import parts_of, parts_of_all
from webapp.schools.queries.audiences import guardians_reached

KIND = "calendar"


def tell_of_event(by: Person, event: Event) -> None:
    """The families hear that something is in the calendar."""
    tell(by, event, NEW, LazyString(facts_said, event), f"event-{event.id}-new")


def tell_of_change(by: Person, was: Event, event: Event) -> None:
    """The families hear that an event changed: what it was and what it is."""
    tell(by, event, CHANGED, LazyString(change_said, was, event), f"event-{event.id}-{event.sequence}")


def tell_of_cancellation(by: Person, event: Event, besides: Iterable[Person] = ()) -> None:
    """The families hear that an event is off; not once more who was told of it as a helper."""
    tell(by, event, CANCELLED, LazyString(facts_said, event), f"event-{event.id}-cancelled", besides=besides)


def tell_of_skipped_day(by: Person, event: Event, day: date) -> None:
    """The families hear that one time of an event that repeats is off."""
    tell(by, event, CANCELLED, LazyString(facts_said, event, day), f"event-{event.id}-{event.sequence}", day)


def tell_of_held_day(by: Person, event: Event, day: date) -> None:
    """The families hear that one time that was off takes place after all."""
    tell(by, event, HELD, LazyString(facts_said, event, day), f"event-{event.id}-{event.sequence}", day)


def tell_of_import(by: Person, calendar_import: CalendarImport, events: Iterable[Event]) -> None:
    """The families hear once that much was put into the calendar together, whatever there was in the file for them."""
    people = guardians_reached(parts_of_all(event.id for event in events), [by.id])
    key = f"calendar-import-{calendar_import.id}"
    notify_in_own_language(KIND, people, MORE_NEW, MORE_NEW_TEXT, "/calendar", key=key, author=by)


def tell(
    by: Person, event: Event, news: Any, body: Any, key: str, day: date | None = None, besides: Iterable[Person] = ()
) -> None:
    """Tell the families the news of an event, or of its time on one day."""
    people = guardians_reached(parts_of(event), [by.id, *(person.id for person in besides)])
    path = f"/calendar/events/{event.id}" + (f"?day={day}" if day else "")
    notify_in_own_language(KIND, people, LazyString(titled, news, event, day), body, path, key=key, author=by)
