"""Whom the portal tells about signing up to help."""

from collections.abc import Iterable
from datetime import datetime

from webapp.accounts.models import Person
from webapp.notifications.actions.telling import notify_in_own_language
from webapp.school_calendar.models import Event, SignUp, SignUpTask
from webapp.school_calendar.phrases.sign_ups import (
    CALLED_OFF,
    CALLED_OFF_MORE,
    DRAWN,
    DRAWN_MORE,
    MOVED_UP,
    MOVED_UP_MORE,
    NOT_DRAWN,
    NOT_DRAWN_MORE,
    NOT_NEEDED,
    SIGNED_OFF,
    TOMORROW,
)
from webapp.school_calendar.queries.sign_ups import people_down_for, people_in, people_seated_for, who_reads

KIND = "calendar"


def tell_moved_up(row: SignUp) -> None:
    """Who waited longest has a place now."""
    path = f"/calendar/events/{row.task.event_id}"
    notify_in_own_language(KIND, [row.person], MOVED_UP, MOVED_UP_MORE, path, key=f"sign-up-seated-{row.id}")


def tell_signed_off(by: Person, task: SignUpTask, row: SignUp) -> None:
    """Somebody of the school took them off a task: they hear so, if the event is still for them."""
    path, people = f"/calendar/events/{task.event_id}", who_reads(task.event, [row.person_id])
    notify_in_own_language(KIND, people, SIGNED_OFF, task.name, path, key=f"sign-up-ended-{row.id}", author=by)


def tell_of_draw(task: SignUpTask) -> None:
    """The places were drawn: who helps and who waits each hear that, once."""
    path = f"/calendar/events/{task.event_id}"
    for is_seated, title, more in ((True, DRAWN, DRAWN_MORE), (False, NOT_DRAWN, NOT_DRAWN_MORE)):
        key = f"sign-ups-drawn-{task.id}-{'seated' if is_seated else 'waiting'}"
        notify_in_own_language(KIND, people_in(task, is_seated), title, more, path, key=key)


def tell_of_cancelled_event(event: Event) -> None:
    """An event does not take place: who is down for it, or waits, hears that once."""
    path, key = f"/calendar/events/{event.id}", f"sign-ups-cancelled-{event.id}"
    notify_in_own_language(KIND, people_down_for(event), CALLED_OFF, CALLED_OFF_MORE, path, key=key)


def tell_of_ended_task(by: Person, task: SignUpTask, people: Iterable[Person], now: datetime) -> None:
    """Help is no longer asked with something: who was down for it hears so."""
    path, key = f"/calendar/events/{task.event_id}", f"task-ended-{task.id}-{now:%Y%m%d%H%M%S}"
    notify_in_own_language(KIND, people, NOT_NEEDED, task.name, path, key=key, author=by)


def tell_of_tomorrow(event: Event) -> None:
    """The day before: who helps is reminded, once."""
    path, key = f"/calendar/events/{event.id}", f"sign-up-reminder-{event.id}-{event.first_day}"
    notify_in_own_language("reminders", people_seated_for(event), TOMORROW, event.title, path, key=key)
