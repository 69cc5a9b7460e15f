"""One time of an event that repeats does not take place, after a page that says what happens."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.school_calendar.actions.skipped_days import skip_day
from webapp.school_calendar.phrases.events import REFUSALS
from webapp.school_calendar.queries.events import changeable_event_of, parts_of, weekly_day_of
from webapp.school_calendar.views.events import day_in
from webapp.schools.policies import staff_only
from webapp.schools.queries.audiences import reach_of

bp = Blueprint("skipped_days", __name__, url_prefix="/calendar/events/<int:event_id>/skipped-days")


@bp.get("/new")
@staff_only
def new(event_id: int):
    return asked_page("school_calendar/skipped_days/new.html", event_id)


@bp.post("")
@staff_only
def create(event_id: int):
    done = _("Deze keer gaat niet door. De ouders horen het.")
    return changed(event_id, skip_day, done, already=_("Deze keer was al afgezegd."))


def asked_page(template: str, event_id: int) -> str:
    """What happens when one time of an event is called off, or takes place after all."""
    event = changeable_event_of(current_user, event_id)
    day = weekly_day_of(event, day_in(request.args.get("day", "")))
    return page(template, event=event, day=day, reach=reach_of(parts_of(event)))


def changed(event_id: int, change: Callable[[Any, Any, date], bool], done: str, already: str) -> Any:
    """It happens, or had happened before; back to that day."""
    event = changeable_event_of(current_user, event_id)
    day = weekly_day_of(event, day_in(request.form.get("day", "")))
    try:
        flash(done if change(current_user, event, day) else already, "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("events.show", event_id=event_id, day=day), 303)
