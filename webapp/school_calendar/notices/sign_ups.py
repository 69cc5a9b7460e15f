"""Whom the portal tells about signing up to help."""

from webapp.notifications.actions.telling import notify_in_own_language
from webapp.school_calendar.models import Event, SignUp
from webapp.school_calendar.phrases.sign_ups import CALLED_OFF, CALLED_OFF_MORE, MOVED_UP, MOVED_UP_MORE
from webapp.school_calendar.queries.sign_ups import people_down_for

KIND = "calendar"


def tell_moved_up(row: SignUp) -> None:
    """Who waited longest has a place now."""
    path = f"/calendar/events/{row.task.event_id}"
    notify_in_own_language(KIND, [row.person], MOVED_UP, MOVED_UP_MORE, path, key=f"sign-up-seated-{row.id}")


def tell_of_cancelled_event(event: Event) -> None:
    """An event does not take place: who is down for it, or waits, hears that once."""
    path, key = f"/calendar/events/{event.id}", f"sign-ups-cancelled-{event.id}"
    notify_in_own_language(KIND, people_down_for(event), CALLED_OFF, CALLED_OFF_MORE, path, key=key)
