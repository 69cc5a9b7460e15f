"""A reason goes from the list; reports that were made with it stay as they are."""

from flask import Blueprint, flash
from flask_login import current_user

from webapp.absence.actions.reasons import end_reason
from webapp.absence.phrases import REASON_REFUSALS
from webapp.absence.views.reasons import back_to_list
from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.schools.policies import director_or_admin
from webapp.schools.queries.units import settable_unit_of

bp = Blueprint(
    "absence_reason_endings", __name__, url_prefix="/units/<int:unit_id>/absence-reasons/<reason_key>/ending"
)


@bp.post("")
@director_or_admin
def create(unit_id: int, reason_key: str):
    unit = settable_unit_of(current_user, unit_id)
    try:
        end_reason(current_user, unit, reason_key)
        flash(_("De reden is van de lijst."), "success")
    except Refused as refusal:
        flash(REASON_REFUSALS[refusal.code], "warning")
    return back_to_list(unit)
