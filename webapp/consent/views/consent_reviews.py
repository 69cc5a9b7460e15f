"""A guardian looked at the choices for a child again: all is still right."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.consent.actions.reviews import review_choices
from webapp.consent.phrases import REFUSALS
from webapp.consent.queries.own import sheet_of
from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.schools.policies import guardian_only

bp = Blueprint("consent_reviews", __name__, url_prefix="/consents/<int:child_id>/<int:unit_id>/reviews")


@bp.post("")
@limiter.limit("60 per hour", key_func=lambda: f"consent-reviews:{getattr(current_user, 'id', None)}")
@guardian_only
def create(child_id: int, unit_id: int):
    sheet = sheet_of(current_user, child_id, unit_id)
    try:
        review_choices(current_user, sheet.child, sheet.unit)
        flash(_("Vastgelegd: uw keuzes kloppen nog."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("consents.index", _anchor=f"sheet-{child_id}-{unit_id}"), 303)
