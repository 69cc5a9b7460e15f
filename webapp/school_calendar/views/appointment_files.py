"""One own appointment as a file for a calendar program."""

from flask import Blueprint, Response
from flask_login import current_user

from webapp.core import clock
from webapp.core.i18n import _
from webapp.core.security import signed_in
from webapp.school_calendar.queries.calendar_files import appointment_of, entry_of_appointment
from webapp.school_calendar.rules.calendar_files import calendar_file

bp = Blueprint("appointment_files", __name__, url_prefix="/calendar/appointments/<int:appointment_id>/appointment.ics")


@bp.get("")
@signed_in
def show(appointment_id: int):
    appointment = appointment_of(current_user, appointment_id)
    return Response(
        calendar_file(_("Schoolkalender"), [entry_of_appointment(appointment)], clock.SCHOOL_ZONE),
        mimetype="text/calendar",
        headers={"Content-Disposition": f'attachment; filename="afspraak-{appointment.id}.ics"'},
    )
