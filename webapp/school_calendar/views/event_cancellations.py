"""Calling an event off, after a page that says exactly what happens."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.school_calendar.actions.events import cancel_event
from webapp.school_calendar.queries.events import changeable_event_of, parts_of
from webapp.schools.policies import staff_only
from webapp.schools.queries.audiences import reach_of

bp = Blueprint("event_cancellations", __name__, url_prefix="/calendar/events/<int:event_id>/cancellation")


@bp.get("")
@staff_only
def new(event_id: int):
    event = changeable_event_of(current_user, event_id)
    return page("school_calendar/event_cancellations/new.html", event=event, reach=reach_of(parts_of(event)))


@bp.post("")
@staff_only
def create(event_id: int):
    cancel_event(current_user, changeable_event_of(current_user, event_id))
    flash(_("Afgezegd. De ouders horen het."), "success")
    return redirect(url_for("events.show", event_id=event_id), 303)
