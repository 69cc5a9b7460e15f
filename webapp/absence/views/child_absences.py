"""The absence of one child: for office and director, and for its own teacher."""

from flask import Blueprint
from flask_login import current_user

from webapp.absence.actions.looks import look_at_history
from webapp.absence.phrases import SOURCES, half_days_said, reason_said
from webapp.absence.queries.histories import history_child_of, history_of, history_unit_of
from webapp.core import clock
from webapp.core.htmx import page
from webapp.schools.policies import staff_only
from webapp.schools.queries.standing import standing_of
from webapp.schools.rules.school_days import school_year_of

bp = Blueprint("child_absences", __name__, url_prefix="/children/<int:child_id>/absences")


@bp.get("")
@staff_only
def index(child_id: int):
    child = history_child_of(current_user, child_id)
    unit = history_unit_of(current_user, child)
    look_at_history(current_user, child, unit)
    return page(
        "absence/child_absences/index.html",
        child=child,
        history=history_of(child, unit),
        school_year=school_year_of(clock.today()),
        is_office=unit.id in standing_of(current_user).managed_units,
        today=clock.today(),
        sources=SOURCES,
        reason_said=reason_said,
        half_days_said=half_days_said,
    )
