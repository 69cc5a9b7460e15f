"""Who has not chosen yet, and one button that reminds them."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.conferences.actions.nudges import nudge_families
from webapp.conferences.phrases.talks import REFUSALS
from webapp.conferences.queries.nudges import nudged_at, undecided_in
from webapp.conferences.queries.rounds import moments_of, run_round_of, stage
from webapp.conferences.rules.stages import may_choose_times, may_wish
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("round_reminders", __name__, url_prefix="/rounds/<int:round_id>/reminders")


@bp.get("")
@staff_only
def index(round_id: int):
    round, now = run_round_of(current_user, round_id), clock.now()
    return page(
        "conferences/round_reminders/index.html",
        round=round,
        stage=stage(round, now),
        undecided=undecided_in(round),
        nudged_at=nudged_at(round),
        is_open=may_choose_times(moments_of(round), now) or may_wish(moments_of(round), now),
    )


@bp.post("")
@staff_only
def create(round_id: int):
    round = run_round_of(current_user, round_id)
    try:
        families = nudge_families(current_user, round)
        flash(_("Herinnerd: %(families)s gezinnen.", families=families), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for(".index", round_id=round.id), 303)
