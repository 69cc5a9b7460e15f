"""The confirmation of consents, as a letter to print or to keep."""

from flask import Blueprint, redirect, url_for
from flask_login import current_user

from webapp.consent.actions.letters import issue_confirmation
from webapp.consent.queries.own import sheet_of
from webapp.core.rate_limits import limiter
from webapp.schools.policies import guardian_only

bp = Blueprint("consent_letters", __name__, url_prefix="/consents/<int:child_id>/<int:unit_id>/letters")


@bp.post("")
@limiter.limit("60 per hour", key_func=lambda: f"consent-letters:{getattr(current_user, 'id', None)}")
@guardian_only
def create(child_id: int, unit_id: int):
    letter = issue_confirmation(current_user, sheet_of(current_user, child_id, unit_id))
    return redirect(url_for("letters.show", number=letter.number), 303)
