"""In whose calendars the appointments of other features stand."""

from collections.abc import Iterable

from peewee import JOIN

from webapp.school_calendar.models import Appointment, Attendee


def attendees_of(keys: Iterable[str]) -> dict[str, set[int]]:
    """The people in whose calendars each of these appointments stands; those that are off are left out."""
    rows = (
        Appointment.select(Appointment.key, Attendee.person)
        .join(Attendee, JOIN.LEFT_OUTER)
        .where(Appointment.key.in_(list(keys)), Appointment.cancelled_at.is_null())
        .tuples()
    )
    found: dict[str, set[int]] = {}
    for key, person_id in rows:
        found.setdefault(key, set()).update([person_id] if person_id else [])
    return found
