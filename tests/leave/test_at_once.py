"""Two at the same moment: real transactions."""

import pytest

from tests.at_once import at_once
from tests.leave.asking import TUESDAY, ask
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.leave.models import LeaveRequest
from webapp.notifications.models import Notification

pytestmark = pytest.mark.committed


@pytest.fixture(autouse=True)
def on_tuesday():
    with clock.frozen_at(TUESDAY):
        yield


def test_the_same_tap_at_the_same_moment_is_one_request(app, cast):
    found = at_once(app, lambda: [request.id for request in ask(cast.marieke, cast.noor, cast.daan, key="tik")])

    assert (len(found), found[0] == found[1], LeaveRequest.select().count()) == (2, True, 2)
    assert Notification.select().where(Notification.kind == "leave").count() == 1


def test_two_parents_who_ask_the_same_at_the_same_moment_make_one_request(app, cast):
    parents = iter([cast.sanne, cast.tom])

    def try_it() -> str:
        try:
            return ask(next(parents), cast.mees)[0].state
        except Refused as refusal:
            return refusal.code

    assert sorted(at_once(app, try_it)) == ["asked_already", "submitted"]
    assert LeaveRequest.select().count() == 1
