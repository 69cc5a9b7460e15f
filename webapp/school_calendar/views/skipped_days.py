"""One time of an event that repeats does not take place, after a page that says what happens."""

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
    event = changeable_event_of(current_user, event_id)
    day = weekly_day_of(event, day_in(request.args.get("day", "")))
    reach = reach_of(parts_of(event))
    return page("school_calendar/skipped_days/new.html", event=event, day=day, reach=reach)


@bp.post("")
@staff_only
def create(event_id: int):
    event = changeable_event_of(current_user, event_id)
    day = weekly_day_of(event, day_in(request.form.get("day", "")))
    try:
        is_new = skip_day(current_user, event, day)
        flash(
            _("Deze keer gaat niet door. De ouders horen het.") if is_new else _("Deze keer was al afgezegd."),
            "success",
        )
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("events.show", event_id=event_id, day=day), 303)
