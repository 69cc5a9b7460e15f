"""Sending a round, after a page that says exactly what happens."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.conferences.actions.publications import publish_round
from webapp.conferences.phrases.rounds import MODES, REFUSALS, no_school_said
from webapp.conferences.queries.grids import columns_of
from webapp.conferences.queries.invitees import reach_of_round
from webapp.conferences.queries.outlines import stretches_of
from webapp.conferences.queries.rounds import hosts_of, run_round_of
from webapp.conferences.rules.slots import clock_of
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("publications", __name__, url_prefix="/rounds/<int:round_id>/publication")


@bp.get("")
@staff_only
def new(round_id: int):
    round = run_round_of(current_user, round_id)
    if round.published_at or round.cancelled_at:
        return redirect(url_for("rounds.show", round_id=round_id), 303)
    return review(round)


def review(round, refusal=None) -> str:
    return page(
        "conferences/publications/new.html",
        round=round, reach=reach_of_round(round), stretches=stretches_of(round), now=clock.now(),
        columns=columns_of(hosts_of(round)).values(),
        modes=MODES, clock_of=clock_of, refusal=refusal, no_school_said=no_school_said,
    )  # fmt: skip


@bp.post("")
@staff_only
def create(round_id: int):
    round = run_round_of(current_user, round_id)
    try:
        publish_round(current_user, round)
    except Refused as refusal:
        return review(round, REFUSALS[refusal.code]), 422
    flash(_("De ouders zijn uitgenodigd."), "success")
    return redirect(url_for("rounds.show", round_id=round_id), 303)
