"""A talk that the school fixed may be moved by the planner again."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.conferences.actions.plan_moves import unpin_talk
from webapp.conferences.queries.boards import talk_in
from webapp.conferences.views.boards import board_page
from webapp.conferences.views.plans import planned_round_of
from webapp.core.htmx import asks_for_part
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("pins", __name__, url_prefix="/rounds/<int:round_id>/pins")


@bp.post("/<int:invitation_id>/ending")
@staff_only
def destroy(round_id: int, invitation_id: int):
    round = planned_round_of(round_id)
    invitation = talk_in(round, invitation_id)
    unpin_talk(current_user, invitation)
    told = _("%(name)s staat niet meer vast.", name=invitation.child.name)
    if asks_for_part():
        return board_page(round, moved=told)
    flash(told, "success")
    return redirect(url_for("boards.show", round_id=round.id, _anchor=f"talk-{invitation.id}"), 303)
