"""Where a reason stands in the list: one place earlier or later."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.absence.actions.reasons import move_reason
from webapp.absence.views.reasons import back_to_list
from webapp.schools.policies import director_or_admin
from webapp.schools.queries.units import settable_unit_of

bp = Blueprint(
    "absence_reason_positions", __name__, url_prefix="/units/<int:unit_id>/absence-reasons/<reason_key>/position"
)


@bp.post("")
@director_or_admin
def update(unit_id: int, reason_key: str):
    unit = settable_unit_of(current_user, unit_id)
    move_reason(current_user, unit, reason_key, earlier=request.form.get("towards") == "start")
    return back_to_list(unit)
