"""A plan that cannot be made, and what happens when something changes while the planner thinks."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.conferences.rounds import make_usual_round, slots_of
from tests.conferences.test_planned_rounds import close, planned, report_in, slot_now
from webapp.conferences.actions import plans
from webapp.conferences.actions.announcements import announce_times
from webapp.conferences.actions.bookings import book_for
from webapp.conferences.actions.plans import order_plan
from webapp.conferences.models import PlanRun, Round
from webapp.conferences.rules.problems import Plan
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.jobs import LongJob


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"closes_at": clock.now() + timedelta(days=1)}, "not_closed"),
        ({"mode": "draw"}, "not_closed"),
        ({"announced_at": clock.now()}, "announced"),
        ({"cancelled_at": clock.now()}, "cancelled"),
    ],
)
def test_plan_that_cannot_be_made_is_refused(cast: Cast, change, code):
    round, *_ = make_usual_round(cast, "plan")
    close(round)
    Round.update(**change).execute()

    with pytest.raises(Refused, match=code):
        order_plan(cast.ingrid, round)

    assert (PlanRun.select().count(), LongJob.select().count()) == (0, 0)


def test_one_plan_is_made_at_a_time_and_a_killed_one_is_no_hindrance(cast: Cast):
    round, *_ = make_usual_round(cast, "plan")
    order_plan(cast.ingrid, close(round))

    with pytest.raises(Refused, match="being_planned"):
        order_plan(cast.peter, round)

    PlanRun.update(made_at=clock.now() - timedelta(hours=1)).execute()
    order_plan(cast.peter, round)
    assert PlanRun.select().count() == 2


def test_what_changes_while_the_planner_thinks_is_not_lost(cast: Cast, monkeypatch):
    round, noor, daan = make_usual_round(cast, "plan")
    slot, thought = slots_of(noor.host)[7], []

    def slowly(problem, seconds):
        plan = solve(problem, seconds)
        if not thought:
            book_for(cast.peter, noor, slot, is_fixed=True)
        thought.append(problem)
        return plan

    solve = plans.plan_of
    monkeypatch.setattr(plans, "plan_of", slowly)

    job = planned(cast, round)

    assert (job.state, len(thought)) == ("finished", 2)
    assert slot_now(noor).id == slot.id
    assert slot_now(daan).day == slot.day


def test_plan_of_a_round_that_keeps_changing_writes_nothing(cast: Cast, monkeypatch):
    round, noor, daan = make_usual_round(cast, "plan")
    slots = iter(slots_of(noor.host))

    def meddled(problem, seconds):
        book_for(cast.peter, noor, next(slots), is_fixed=True)
        return solve(problem, seconds)

    solve = plans.plan_of
    monkeypatch.setattr(plans, "plan_of", meddled)

    job = planned(cast, round)

    assert (job.state, "steeds iets gewijzigd" in job.message) == ("failed", True)
    assert (slot_now(daan), report_in(round)) == (None, {})
    assert PlanRun.get().ended_at is not None


def test_planner_that_finds_nothing_in_time_changes_nothing(cast: Cast, monkeypatch):
    round, noor, _daan = make_usual_round(cast, "plan")
    planned(cast, round)
    before = slot_now(noor)
    monkeypatch.setattr(plans, "plan_of", lambda problem, seconds: Plan({}, (noor.id,), 0, 0, seconds))

    job = planned(cast, round)

    assert (job.state, slot_now(noor)) == ("failed", before)


def test_times_announced_meanwhile_are_left_as_they_are(cast: Cast, monkeypatch):
    round, noor, daan = make_usual_round(cast, "plan")
    book_for(cast.ingrid, noor, slots_of(noor.host)[0])

    def too_late(problem, seconds):
        announce_times(cast.peter, round)
        return solve(problem, seconds)

    solve = plans.plan_of
    monkeypatch.setattr(plans, "plan_of", too_late)

    job = planned(cast, round)

    assert (job.state, slot_now(daan), slot_now(noor).id) == ("failed", None, slots_of(noor.host)[0].id)
