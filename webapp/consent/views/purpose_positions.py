"""Where a purpose stands in the list: one place earlier or later."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.consent.actions.wordings import move_purpose
from webapp.consent.views.unit_purposes import back_to_list
from webapp.schools.policies import director_or_admin
from webapp.schools.queries.units import settable_unit_of

bp = Blueprint("purpose_positions", __name__, url_prefix="/units/<int:unit_id>/purposes/<purpose_key>/position")


@bp.post("")
@director_or_admin
def update(unit_id: int, purpose_key: str):
    unit = settable_unit_of(current_user, unit_id)
    move_purpose(current_user, unit, purpose_key, earlier=request.form.get("towards") == "start")
    return back_to_list(unit)
