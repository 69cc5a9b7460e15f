"""The confirmation of a talk, as a letter to print or to keep."""

from flask import Blueprint, abort, redirect, url_for
from flask_login import current_user

from webapp.conferences.actions.letters import issue_confirmation
from webapp.conferences.queries.invitations import booking_told, invitation_of
from webapp.core.rate_limits import limiter
from webapp.schools.policies import guardian_only

bp = Blueprint("talk_letters", __name__, url_prefix="/conferences/<int:invitation_id>/letters")


@bp.post("")
@limiter.limit("60 per hour", key_func=lambda: f"talk-letters:{getattr(current_user, 'id', None)}")
@guardian_only
def create(invitation_id: int):
    invitation = invitation_of(current_user, invitation_id)
    if booking_told(invitation) is None:
        abort(404)
    letter = issue_confirmation(current_user, invitation)
    return redirect(url_for("letters.show", number=letter.number), 303)
