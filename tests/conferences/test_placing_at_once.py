"""Two at the same moment: real transactions."""

import pytest

from tests.at_once import at_once
from tests.cast import Cast
from tests.conferences.rounds import make_usual_round
from tests.conferences.test_drawing import close, times_given, wished_round
from webapp.conferences.actions.draws import draw_round
from webapp.conferences.actions.plans import order_plan
from webapp.conferences.models import Booking, DrawnPlace, PlanRun
from webapp.core.errors import Refused
from webapp.core.jobs import LongJob
from webapp.notifications.models import Notification

pytestmark = pytest.mark.committed


def test_two_who_draw_at_the_same_moment_draw_once(app, cast: Cast):
    round, *invitations = wished_round(cast)

    at_once(app, lambda: draw_round(cast.ingrid, round))

    assert times_given().keys() == {one.id for one in invitations}
    assert (Booking.select().count(), DrawnPlace.select().count(), Notification.select().count()) == (3, 3, 1)


def test_two_who_order_a_plan_at_the_same_moment_order_one(app, cast: Cast):
    round, *_ = make_usual_round(cast, "plan")
    close(round)

    def order() -> str:
        try:
            return order_plan(cast.ingrid, round).state
        except Refused as refusal:
            return refusal.code

    states = at_once(app, order)

    assert sorted(states) == ["being_planned", "waiting"]
    assert (PlanRun.select().count(), LongJob.select().count()) == (1, 1)
