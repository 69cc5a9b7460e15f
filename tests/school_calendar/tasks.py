"""Tasks for tests: group 3 goes to the wood, and parents drive."""

from datetime import timedelta

from tests.cast import Cast
from tests.school_calendar.events import make_event
from webapp.core import clock
from webapp.school_calendar.models import SignUpTask
from webapp.schools.rules.audiences import Part


def make_task(cast: Cast, places: int | None = 1, **more: object) -> SignUpTask:
    part = Part(cast.school.id, cast.group3.id)
    event = make_event(cast.joris, "Naar het bos", clock.today() + timedelta(days=7), part, **more)
    return SignUpTask.create(event=event, name="Rijden", places=places, position=1)
