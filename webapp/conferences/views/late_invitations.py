"""Children who came into a group after the round was sent, and those who left."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import ngettext
from flask_login import current_user

from webapp.conferences.actions.publications import invite_late_children
from webapp.conferences.phrases.rounds import REFUSALS
from webapp.conferences.queries.rounds import run_round_of
from webapp.core.errors import Refused
from webapp.schools.policies import staff_only

bp = Blueprint("late_invitations", __name__, url_prefix="/rounds/<int:round_id>/invitations")


@bp.post("")
@staff_only
def create(round_id: int):
    round = run_round_of(current_user, round_id)
    try:
        number = invite_late_children(current_user, round)
        flash(ngettext("%(num)s uitnodiging verstuurd.", "%(num)s uitnodigingen verstuurd.", number), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "error")
    return redirect(url_for("rounds.show", round_id=round_id), 303)
