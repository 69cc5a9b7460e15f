"""Where office and director start: how their units stand, and what to do next."""

from flask import Blueprint
from flask_login import current_user

from webapp.core.htmx import page
from webapp.leave.queries.queue import open_counts_of
from webapp.notifications.queries.addresses import troubled_people_counted
from webapp.schools.policies import office_only
from webapp.schools.queries.standing import standing_of
from webapp.schools.queries.units import unit_summaries_of

bp = Blueprint("office", __name__, url_prefix="/office")


@bp.get("")
@office_only
def show():
    summaries = unit_summaries_of(current_user)
    return page(
        "home/office/show.html",
        summaries=summaries,
        troubled=troubled_people_counted(summary.unit.id for summary in summaries),
        leave_waiting=open_counts_of(summary.unit.id for summary in summaries),
        led=standing_of(current_user).units_as("director"),
    )
