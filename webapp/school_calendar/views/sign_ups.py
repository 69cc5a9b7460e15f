"""What parents can help with at an event, and whether they do."""

from flask import Blueprint
from flask_login import current_user

from webapp.core.htmx import page
from webapp.school_calendar.queries.events import event_of
from webapp.school_calendar.queries.sign_ups import tasks_shown_to
from webapp.schools.policies import guardian_only

bp = Blueprint("sign_ups", __name__, url_prefix="/calendar/events/<int:event_id>/sign-ups")


@bp.get("")
@guardian_only
def index(event_id: int):
    event = event_of(current_user, event_id)
    return page("school_calendar/sign_ups/index.html", event=event, tasks=tasks_shown_to(current_user, event))
