"""The list of requests as a file for a spreadsheet."""

from flask import Blueprint, Response, request
from flask_login import current_user

from webapp.leave.actions.lists import list_of
from webapp.leave.views.unit_leave import wanted_of
from webapp.schools.policies import office_only
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("leave_lists", __name__, url_prefix="/units/<int:unit_id>/leave.csv")


@bp.get("")
@office_only
def show(unit_id):
    unit = managed_unit_of(current_user, unit_id)
    headers = {"Content-Disposition": 'attachment; filename="verlof.csv"', "Cache-Control": "private, no-store"}
    return Response(list_of(current_user, unit, wanted_of(request.args)), mimetype="text/csv", headers=headers)
