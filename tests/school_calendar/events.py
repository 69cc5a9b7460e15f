"""Events for tests, as the office would have made them."""

from datetime import date

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.credentials import new_token
from webapp.school_calendar.models import Event, EventAudience
from webapp.schools.rules.audiences import Part


def make_event(author: Person, title: str, day: date, *parts: Part, last: date | None = None, **more: object) -> Event:
    """An event on a day (until `last`) for parts of a school."""
    usual = {"uid": f"{new_token()}@test", "created_at": clock.now(), "changed_at": clock.now()}
    event = Event.create(
        author=author, title=title, first_day=day, last_day=last or day, idempotency_key=new_token(), **usual | more
    )
    for part in parts:
        EventAudience.create(event=event, unit=part.unit_id, group=part.group_id)
    return event
