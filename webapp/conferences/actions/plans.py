"""The school lets the planner place everybody: a worker does it, and who the school put somewhere itself stays."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from threading import Event, Thread
from time import monotonic

from webapp.accounts.models import Person
from webapp.conferences.actions.announcements import announce_times
from webapp.conferences.actions.bookings import end_booking, keep, lock_round
from webapp.conferences.jobs import plan_in_background
from webapp.conferences.models import Booking, Invitation, PlanRun, Round
from webapp.conferences.phrases.plans import FAILED, REFUSALS
from webapp.conferences.queries.problems import Planned, planned_round
from webapp.conferences.queries.rounds import stage
from webapp.conferences.rules.plan_reports import report_of
from webapp.conferences.rules.planning import plan_of
from webapp.conferences.rules.problems import Plan, Time
from webapp.conferences.rules.stages import CANCELLED, PLACING
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.jobs import LongJob, start_long_job

log = logging.getLogger(__name__)

SECONDS = 45  # that the planner may take to find the best plan
TRIES = 3  # when somebody changes something while it thinks
RUNS_LAST = timedelta(minutes=10)  # a run that takes longer was killed


@db.atomic()
def order_plan(by: Person, round: Round) -> LongJob:
    """Who runs a round has a plan made, once parents can tell no more: a job does it. Refused: `cancelled`,
    `announced`, `not_closed`, `being_planned`.
    """
    lock_round(round.id)
    refuse_plan(Round.get_by_id(round.id))
    going = PlanRun.select().where(PlanRun.round == round, PlanRun.ended_at.is_null())
    if going.where(PlanRun.made_at > clock.now() - RUNS_LAST).exists():
        raise Refused("being_planned")
    job = start_long_job(by)
    run = PlanRun.create(round=round, made_by=by, job_id=job.id, made_at=clock.now())
    audit(by, "order_plan", round, round.unit, run=run.id)
    plan_in_background(job.id, run.id)
    return job


def refuse_plan(round: Round) -> None:
    """Refuses a plan of a round that has none to make, or none any more."""
    now = stage(round, clock.now())
    if now == CANCELLED:
        raise Refused("cancelled")
    if round.announced_at:
        raise Refused("announced")
    if now != PLACING or round.mode != "plan":
        raise Refused("not_closed")


def make_plan(job_id: str, run_id: int, seconds: float = SECONDS) -> None:
    """The plan is made and written, or nothing is; who waits for it sees how far it is."""
    job, run = LongJob.get_by_id(job_id), PlanRun.get_by_id(run_id)
    try:
        plan_round(job, run, seconds)
        job.finish(f"/rounds/{run.round_id}/plan")
    except Refused as refusal:
        job.fail(str(REFUSALS.get(refusal.code, FAILED)))
    except Exception:
        log.exception("plan failed", extra={"job": job.id[:6]})
        job.fail(str(FAILED))
    finally:
        PlanRun.update(ended_at=clock.now()).where(PlanRun.id == run.id).execute()


def plan_round(job: LongJob, run: PlanRun, seconds: float) -> None:
    """Look, think, write; and again when something changed meanwhile."""
    job.progress(0, 100)
    for _attempt in range(TRIES):
        planned = planned_round(run.round)
        with ticking(job, seconds):
            plan = plan_of(planned.problem, seconds)
        if planned.problem.talks and not plan.times:
            raise Refused("not_found")
        if write_plan(run, planned, plan):
            return
    raise Refused("kept_changing")


@db.atomic()
def write_plan(run: PlanRun, planned: Planned, plan: Plan) -> bool:
    """The times of the plan take the place of those of the plan before it, and no parent is told. Writes nothing, and
    says so, when the round is no longer as it was when the planner looked. Refused as `order_plan` is.
    """
    lock_round(run.round_id)
    round = Round.get_by_id(run.round_id)
    refuse_plan(round)
    now = planned_round(round)
    if now.problem != planned.problem:
        return False
    move_talks(run.made_by, now, dict(plan.times))
    report = asdict(report_of(now.problem, plan.times))
    report |= {"value": plan.value, "bound": plan.bound, "seconds": plan.seconds}
    PlanRun.update(report=json.dumps(report, default=str)).where(PlanRun.id == run.id).execute()
    audit(run.made_by, "make_plan", round, round.unit, run=run.id, placed=len(plan.times))
    return True


def move_talks(by: Person | None, now: Planned, times: dict[int, Time]) -> None:
    """Within the lock: first all that are elsewhere leave, then each takes its time."""
    leaving = [id for id, time in now.times.items() if times.get(id) != time]
    for id in leaving:
        end_booking(by, now.invitations[id].booking)
    for id, time in times.items():
        if now.times.get(id) != time:
            invitation = now.invitations[id]
            keep(by, invitation, now.slots[invitation.host_id, time], "plan", False, is_moved=id in now.times)


@db.atomic()
def announce_plan(by: Person, round: Round) -> None:
    """Who runs a round tells the times of its plan: every family hears it once. Refused as `order_plan` is, and
    `no_plan` where nobody has a time yet."""
    lock_round(round.id)
    round = Round.get_by_id(round.id)
    refuse_plan(round)
    if not Booking.select().join(Invitation).where(Invitation.round == round, Booking.ended_at.is_null()).exists():
        raise Refused("no_plan")
    announce_times(by, round)


@contextmanager
def ticking(job: LongJob, seconds: float) -> Iterator[None]:
    """While the planner thinks, the bar of who waits moves on with the time it may take."""
    if db.in_transaction():  # a test's own: nobody else could see it
        yield
        return
    ended, began = Event(), monotonic()

    def tick() -> None:
        while not ended.wait(1):
            with db.connection_context():
                job.progress(min(95, int(95 * (monotonic() - began) / seconds)), 100)

    clockwork = Thread(target=tick, daemon=True)
    clockwork.start()
    try:
        yield
    finally:
        ended.set()
        clockwork.join()
