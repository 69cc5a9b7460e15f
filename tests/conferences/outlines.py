"""What the office says of a round, for tests: two evenings in two weeks, ten minutes a talk."""

from datetime import time, timedelta

from tests.cast import Cast
from tests.conferences.rounds import BEGINS, ENDS, days_of_talks
from webapp.accounts.models import Person
from webapp.conferences.actions.rounds import plan_round
from webapp.conferences.models import Round
from webapp.conferences.rules.outlines import Lengths, Outline, Stretch, Window
from webapp.core import clock
from webapp.core.credentials import new_token
from webapp.schools.models import Group, StaffMember, Teaching


def usual_outline(*groups: Group, **more: object) -> Outline:
    """These groups, each with all its teachers."""
    first, second = days_of_talks()
    window = Window(clock.now(), clock.now() + timedelta(days=5), clock.at(first - timedelta(days=1), time(18)))
    stretches = (Stretch(first, BEGINS, ENDS), Stretch(second, BEGINS, ENDS))
    receiving = {group.id: teacher_ids_of(group) for group in groups}
    outline = Outline("Oudergesprekken", "", "first_come", False, Lengths(10, 0, 5), window, stretches, receiving)
    return outline._replace(**more)


def teacher_ids_of(group: Group) -> tuple[int, ...]:
    rows = StaffMember.select().join(Teaching).where(Teaching.group == group).order_by(StaffMember.id)
    return tuple(row.id for row in rows)


def draft_of(cast: Cast, *groups: Group, by: Person | None = None, **more: object) -> Round:
    """A draft of the office about these groups."""
    return plan_round(by or cast.ingrid, cast.school, usual_outline(*groups, **more), new_token())
