"""The times of a plan are told, after a page that says exactly who hears what."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.conferences.actions.plans import announce_plan
from webapp.conferences.phrases.plans import REFUSALS
from webapp.conferences.queries.plans import announced_counts
from webapp.conferences.views.plans import planned_round_of
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("announcements", __name__, url_prefix="/rounds/<int:round_id>/announcement")


@bp.get("")
@staff_only
def new(round_id: int):
    round = planned_round_of(round_id)
    return page("conferences/announcements/new.html", round=round, counts=announced_counts(round))


@bp.post("")
@staff_only
def create(round_id: int):
    round = planned_round_of(round_id)
    try:
        announce_plan(current_user, round)
        flash(_("De tijden zijn bekendgemaakt. De ouders krijgen bericht."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("plans.show", round_id=round_id), 303)
