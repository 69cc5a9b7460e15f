"""Agenda: what is coming, as a list by week or as a month."""

from datetime import timedelta

from flask import Blueprint, request
from flask_login import current_user

from webapp.core import clock
from webapp.core.htmx import page
from webapp.core.security import signed_in
from webapp.school_calendar.phrases.events import PARTS, week_said
from webapp.school_calendar.queries.agenda import agenda_of
from webapp.school_calendar.rules.weeks import AHEAD, grid_of, month_asked, month_days, next_month, weeks_of
from webapp.schools.queries.own_children import places_told_of
from webapp.schools.queries.standing import standing_of

bp = Blueprint("calendar", __name__, url_prefix="/calendar")


@bp.get("")
@signed_in
def index():
    today, child_id = clock.today(), request.args.get("child", type=int)
    is_month = request.args.get("view") == "month"
    first = month_asked(request.args.get("month", ""), today) if is_month else today
    last = next_month(first) - timedelta(days=1) if is_month else today + AHEAD
    grid = grid_of(first) if is_month else []
    found = agenda_of(current_user, grid[0][0] if grid else first, grid[-1][-1] if grid else last, child_id)
    listed = [one for one in found if one.first_day <= last and one.last_day >= first]
    return page(
        "school_calendar/calendar/index.html",
        is_month=is_month,
        month=first,
        today=today,
        days=month_days(found, first) if is_month else [],
        weeks=weeks_of(listed, first, today),
        earlier=next_month(first, -1),
        later=next_month(first),
        child_id=child_id,
        children=list({place.child_id: place for place in places_told_of(current_user)}.values()),
        week_said=week_said,
        parts=PARTS,
        is_staff=standing_of(current_user).is_staff,
    )
