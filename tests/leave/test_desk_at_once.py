"""Two directors at the same moment: real transactions."""

from datetime import datetime, timedelta

import pytest

from tests.at_once import at_once
from tests.cast import make_person, make_staff
from tests.leave.at_desk import MONDAY, ask
from webapp.absence.models import Absence
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.documents.models import Letter
from webapp.leave.actions.decisions import Choice, decide_requests
from webapp.leave.models import LeaveDecision, LeaveEvent, LeaveRequest
from webapp.notifications.models import Notification

pytestmark = pytest.mark.committed


@pytest.fixture(autouse=True)
def today():
    with clock.frozen_at(datetime(2026, 11, 24, 10, tzinfo=clock.SCHOOL_ZONE)):
        yield


REASON = "De reden is een gewichtige omstandigheid."


def tried(work) -> str:
    """What became of it: the outcome, or why not."""
    try:
        return work()[0].outcome
    except Refused as refusal:
        return refusal.code


def test_two_directors_decide_and_the_first_one_holds(app, cast):
    other = make_person("Wilma Kok", "wilma@notenboom.example", is_staff=True)
    make_staff(other, "director", cast.school)
    request = ask(cast.sanne, cast.mees, cast.school)
    ways = iter([(cast.peter, "approved"), (other, "refused")])

    def decide() -> str:
        director, outcome = next(ways)
        mine = LeaveRequest.get_by_id(request.id)
        return tried(lambda: decide_requests(director, [Choice(mine, outcome, "g", REASON)]))

    answers = at_once(app, decide)

    decision = LeaveDecision.get()
    assert sorted(answers) == sorted(["moved_on", decision.outcome])
    assert LeaveRequest.get_by_id(request.id).state == decision.outcome
    assert (LeaveDecision.select().count(), LeaveEvent.select().count(), Letter.select().count()) == (1, 1, 1)
    assert Absence.select().count() == (1 if decision.outcome == "approved" else 0)
    assert Notification.select().count() == 1


def test_two_long_leaves_of_one_child_at_once_are_added_up(app, cast):
    requests = [
        ask(cast.sanne, cast.mees, cast.school, MONDAY + timedelta(weeks=number), halves=12, kind="other")
        for number in (0, 1)
    ]
    turns = iter(requests)

    def decide() -> str:
        mine = LeaveRequest.get_by_id(next(turns).id)
        return tried(lambda: decide_requests(cast.peter, [Choice(mine, "approved", "g", REASON)]))

    answers = at_once(app, decide)

    assert (sorted(answers), LeaveDecision.select().count()) == (["approved", "only_referral"], 1)
