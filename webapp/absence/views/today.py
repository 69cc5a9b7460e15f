"""Where a school day begins for staff: their groups, and how each stands."""

from flask import Blueprint, redirect, url_for
from flask_login import current_user

from webapp.absence.queries.today import closings_of, groups_today_of, missing_counted
from webapp.core import clock
from webapp.core.htmx import page
from webapp.schools.policies import staff_only
from webapp.schools.queries.standing import standing_of

bp = Blueprint("today", __name__, url_prefix="/today")


@bp.get("")
@staff_only
def index():
    groups = groups_today_of(current_user)
    managed = standing_of(current_user).managed_units
    if len(groups) == 1 and not managed:
        return redirect(url_for("group_days.show", group_id=groups[0].group.id))
    return page(
        "absence/days/index.html",
        block="groups",
        groups=groups,
        closings=closings_of({one.group.unit_id: one.group.unit for one in groups}.values(), clock.today()),
        missing=missing_counted(groups),
        managed=managed,
        today=clock.today(),
    )
