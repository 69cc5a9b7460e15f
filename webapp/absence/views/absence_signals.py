"""Absence that lasts or recurs, for a talk with the parents: for the office and director of a unit only."""

from flask import Blueprint
from flask_login import current_user

from webapp.absence.actions.looks import look_at_signals
from webapp.absence.queries.signals import HOURS_OF_LAW, signals_of
from webapp.core.htmx import page
from webapp.schools.policies import office_only
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("absence_signals", __name__, url_prefix="/units/<int:unit_id>/absence-signals")


@bp.get("")
@office_only
def index(unit_id: int):
    unit = managed_unit_of(current_user, unit_id)
    look_at_signals(current_user, unit)
    return page("absence/absence_signals/index.html", unit=unit, signals=signals_of(unit), hours_of_law=HOURS_OF_LAW)
