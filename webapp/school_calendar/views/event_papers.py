"""The paper with an event, as a download."""

from flask import Blueprint, abort
from flask_login import current_user

from webapp.core.files import kept_paper
from webapp.core.security import signed_in
from webapp.school_calendar.queries.events import event_of

bp = Blueprint("event_papers", __name__, url_prefix="/calendar/events/<int:event_id>/paper")


@bp.get("")
@signed_in
def show(event_id: int):
    event = event_of(current_user, event_id)
    if not event.paper:
        abort(404)
    return kept_paper(event.paper, event.paper_name)
