"""One time that was called off takes place after all, after a page that says what happens."""

from flask import Blueprint

from webapp.core.i18n import _
from webapp.school_calendar.actions.skipped_days import hold_day
from webapp.school_calendar.views.skipped_days import asked_page, changed
from webapp.schools.policies import staff_only

bp = Blueprint("held_days", __name__, url_prefix="/calendar/events/<int:event_id>/held-days")


@bp.get("/new")
@staff_only
def new(event_id: int):
    return asked_page("school_calendar/held_days/new.html", event_id)


@bp.post("")
@staff_only
def create(event_id: int):
    done = _("Deze keer gaat toch door. De ouders horen het.")
    return changed(event_id, hold_day, done, already=_("Deze keer gaat al door."))
