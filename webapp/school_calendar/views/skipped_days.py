"""One time of an event that repeats does not take place."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.i18n import _
from webapp.school_calendar.actions.events import skip_day
from webapp.school_calendar.queries.events import changeable_event_of, days_of
from webapp.school_calendar.views.events import day_in
from webapp.schools.policies import staff_only

bp = Blueprint("skipped_days", __name__, url_prefix="/calendar/events/<int:event_id>/skipped-days")


@bp.post("")
@staff_only
def create(event_id: int):
    event = changeable_event_of(current_user, event_id)
    day = day_in(request.form.get("day", ""))
    if day is None or day not in days_of(event) or not event.repeats_until:
        abort(404)
    skip_day(current_user, event, day)
    flash(_("Deze keer gaat niet door. De ouders horen het."), "success")
    return redirect(url_for("events.show", event_id=event_id), 303)
