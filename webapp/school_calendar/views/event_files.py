"""One event as a file for a calendar program."""

from flask import Blueprint, Response
from flask_login import current_user

from webapp.core import clock
from webapp.core.i18n import _
from webapp.core.security import signed_in
from webapp.school_calendar.queries.calendar_files import days_version, entry_of_event
from webapp.school_calendar.queries.events import days_skipped_by, event_of
from webapp.school_calendar.rules.calendar_files import calendar_file

bp = Blueprint("event_files", __name__, url_prefix="/calendar/events/<int:event_id>/event.ics")


@bp.get("")
@signed_in
def show(event_id: int):
    event = event_of(current_user, event_id)
    entry = entry_of_event(event, days_skipped_by(event), days_version())
    return Response(
        calendar_file(_("Schoolkalender"), [entry], clock.SCHOOL_ZONE),
        mimetype="text/calendar",
        headers={"Content-Disposition": f'attachment; filename="agenda-{event.id}.ics"'},
    )
