"""The plan of a round, for who runs it: who answered, making a plan, and how good it is."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user

from webapp.conferences.actions.plans import order_plan
from webapp.conferences.phrases.plans import REFUSALS
from webapp.conferences.queries.plans import announced_counts, going_job_of, last_run_of, report_shown
from webapp.conferences.queries.progress import progress_of
from webapp.conferences.queries.rounds import may_be_closed, run_round_of, stage
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import go_to, page
from webapp.schools.policies import staff_only

bp = Blueprint("plans", __name__, url_prefix="/rounds/<int:round_id>/plan")


def planned_round_of(round_id: int) -> Any:
    """A round that this person runs and the school plans; from another round one goes to its page."""
    round = run_round_of(current_user, round_id)
    if round.mode != "plan":
        abort(redirect(url_for("rounds.show", round_id=round.id), 303))
    return round


@bp.get("")
@staff_only
def show(round_id: int):
    round = planned_round_of(round_id)
    families, ready = progress_of(round)
    return page(
        "conferences/plans/show.html",
        round=round,
        stage=stage(round, clock.now()),
        may_be_closed=may_be_closed(round),
        families=families,
        ready=ready,
        report=report_shown(last_run_of(round)),
        counts=announced_counts(round),
        job=going_job_of(current_user, round),
    )


@bp.post("")
@staff_only
def create(round_id: int):
    round = planned_round_of(round_id)
    try:
        return go_to(url_for("long_jobs.show", job_id=order_plan(current_user, round).id))
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for(".show", round_id=round_id), 303)
