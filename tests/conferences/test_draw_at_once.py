"""Two at the same moment: real transactions."""

import pytest

from tests.at_once import at_once
from tests.cast import Cast
from tests.conferences.test_drawing import times_given, wished_round
from webapp.conferences.actions.draws import draw_round
from webapp.conferences.models import Booking, DrawnPlace
from webapp.notifications.models import Notification

pytestmark = pytest.mark.committed


def test_two_who_draw_at_the_same_moment_draw_once(app, cast: Cast):
    round, *invitations = wished_round(cast)

    at_once(app, lambda: draw_round(cast.ingrid, round))

    assert times_given().keys() == {one.id for one in invitations}
    assert (Booking.select().count(), DrawnPlace.select().count(), Notification.select().count()) == (3, 3, 1)
