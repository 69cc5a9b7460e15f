"""The time of a talk on paper, for a family of whom nobody reads along."""

from flask import Blueprint, abort, redirect, url_for
from flask_login import current_user

from webapp.conferences.actions.letters import issue_slip
from webapp.conferences.queries.invitees import run_invitation_of
from webapp.core.rate_limits import limiter
from webapp.schools.policies import office_only

bp = Blueprint("talk_slips", __name__, url_prefix="/talks/<int:invitation_id>/letters")


@bp.post("")
@limiter.limit("120 per hour", key_func=lambda: f"talk-slips:{getattr(current_user, 'id', None)}")
@office_only
def create(invitation_id: int):
    invitation = run_invitation_of(current_user, invitation_id)
    if invitation.booking is None:
        abort(404)
    return redirect(url_for("letters.show", number=issue_slip(invitation).number), 303)
