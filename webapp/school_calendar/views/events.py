"""One event: when, where, for whom."""

from datetime import date

from flask import Blueprint, request
from flask_login import current_user

from webapp.core import clock
from webapp.core.htmx import page
from webapp.core.security import signed_in
from webapp.school_calendar.queries.events import days_of, event_of, may_change_event, shown_event
from webapp.school_calendar.queries.sign_ups import tasks_asked_for, tasks_shown_to
from webapp.schools.queries.standing import standing_of

bp = Blueprint("events", __name__, url_prefix="/calendar/events")


@bp.get("/<int:event_id>")
@signed_in
def show(event_id: int):
    event = event_of(current_user, event_id)
    may_change, today, days = may_change_event(current_user, event), clock.today(), days_of(event)
    begins = days.shown(day_in(request.args.get("day", "")), today) or event.first_day
    return page(
        "school_calendar/events/show.html",
        event=event,
        one=shown_event(current_user, event, begins),
        days=days,
        today=today,
        may_change=may_change,
        tasks=tasks_shown_to(current_user, event) if standing_of(current_user).is_guardian else [],
        asked=tasks_asked_for(event) if may_change else [],
    )


def day_in(text: str) -> date | None:
    """The day that was asked for («2026-12-01»); None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
