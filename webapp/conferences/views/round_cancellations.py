"""Calling a round off, after a page that says exactly what happens; a draft is thrown away."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.conferences.actions.publications import cancel_round, people_of
from webapp.conferences.phrases.rounds import REFUSALS
from webapp.conferences.queries.invitations import answerers_in
from webapp.conferences.queries.invitees import booked_talks_in
from webapp.conferences.queries.rounds import run_round_of
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("round_cancellations", __name__, url_prefix="/rounds/<int:round_id>/cancellation")


@bp.get("")
@staff_only
def new(round_id: int):
    round = run_round_of(current_user, round_id)
    people = len(people_of(answerers_in(round).values())) if round.published_at else 0
    return page("conferences/round_cancellations/new.html", round=round, people=people, booked=booked_talks_in(round))


@bp.post("")
@staff_only
def create(round_id: int):
    round = run_round_of(current_user, round_id)
    try:
        cancel_round(current_user, round, is_draft="draft" in request.form)
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
        return redirect(url_for(".new", round_id=round_id), 303)
    if round.published_at:
        flash(_("Afgezegd. De ouders horen het."), "success")
        return redirect(url_for("rounds.show", round_id=round_id), 303)
    flash(_("Weggegooid."), "success")
    return redirect(url_for("rounds.index"), 303)
