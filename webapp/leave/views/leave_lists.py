"""The list of requests as a file for a spreadsheet."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.core.spreadsheets import send_csv
from webapp.leave.actions.lists import list_of
from webapp.leave.phrases.desk import LIST_HEADINGS
from webapp.leave.views.unit_leave import wanted_of
from webapp.schools.policies import office_only
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("leave_lists", __name__, url_prefix="/units/<int:unit_id>/leave.csv")


@bp.get("")
@office_only
def show(unit_id):
    unit = managed_unit_of(current_user, unit_id)
    return send_csv("verlof.csv", LIST_HEADINGS, list_of(current_user, unit, wanted_of(request.args)))
