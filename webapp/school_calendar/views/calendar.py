"""Agenda: what is coming as a list, one week day by day, or a month on a sheet."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, request
from flask_login import current_user

from webapp.core import clock
from webapp.core.htmx import page
from webapp.core.security import signed_in
from webapp.school_calendar.phrases.events import PARTS, week_said
from webapp.school_calendar.queries.agenda import agenda_of
from webapp.school_calendar.rules.weeks import (
    AHEAD,
    grid_of,
    month_asked,
    month_days,
    next_month,
    week_asked,
    week_days,
    week_key,
    weeks_of,
)
from webapp.schools.queries.own_children import places_told_of
from webapp.schools.queries.standing import standing_of

bp = Blueprint("calendar", __name__, url_prefix="/calendar")


@bp.get("")
@signed_in
def index():
    today, child_id = clock.today(), request.args.get("child", type=int)
    show = {"month": month_shown, "week": week_shown}.get(request.args.get("view", ""), list_shown)
    return page(
        "school_calendar/calendar/index.html",
        **show(today, child_id),
        today=today,
        child_id=child_id,
        children=list({place.child_id: place for place in places_told_of(current_user)}.values()),
        week_said=week_said,
        parts=PARTS,
        is_staff=standing_of(current_user).is_staff,
    )


def list_shown(today: date, child_id: int | None) -> dict[str, Any]:
    found = agenda_of(current_user, today, today + AHEAD, child_id)
    return {"view": "list", "asked": {}, "weeks": weeks_of(found, today, today)}


def week_shown(today: date, child_id: int | None) -> dict[str, Any]:
    monday = week_asked(request.args.get("week", ""), today)
    found = agenda_of(current_user, monday, monday + timedelta(days=6), child_id)
    week = timedelta(weeks=1)
    return {
        "view": "week",
        "asked": {"view": "week", "week": week_key(monday)},
        "days": week_days(found, monday),
        "earlier": monday - week,
        "later": monday + week,
        "week_key": week_key,
    }


def month_shown(today: date, child_id: int | None) -> dict[str, Any]:
    month = month_asked(request.args.get("month", ""), today)
    last, grid = next_month(month) - timedelta(days=1), grid_of(month)
    found = agenda_of(current_user, grid[0][0], grid[-1][-1], child_id)
    begins = max(month, today) if today <= last else month  # the list under this month tells what is to come
    listed = [one for one in found if one.first_day <= last and one.last_day >= begins]
    return {
        "view": "month",
        "asked": {"view": "month", "month": f"{month:%Y-%m}"},
        "month": month,
        "days": month_days(found, month),
        "weeks": weeks_of(listed, begins, today),
        "earlier": next_month(month, -1),
        "later": next_month(month),
    }
