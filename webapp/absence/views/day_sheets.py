"""The office's day as a table for a spreadsheet."""

from flask import Blueprint
from flask_login import current_user

from webapp.absence.actions.looks import look_at_day
from webapp.absence.phrases import SHEET_HEADINGS, row_said
from webapp.absence.queries.days import unit_day_of
from webapp.absence.rules.months import day_of
from webapp.core import clock
from webapp.core.spreadsheets import send_csv
from webapp.schools.policies import office_only
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("day_sheets", __name__, url_prefix="/units/<int:unit_id>/absences")


@bp.get("/<day>.csv")
@office_only
def show(unit_id: int, day: str):
    unit = managed_unit_of(current_user, unit_id)
    chosen = day_of(day) or clock.today()
    look_at_day(current_user, unit, chosen)
    rows = [row_said(row) for row in unit_day_of(unit, chosen).rows]
    return send_csv(f"absentie-{chosen:%Y-%m-%d}.csv", SHEET_HEADINGS, rows)
