"""The coming week, for beside the feed."""

from datetime import timedelta

from flask import Blueprint
from flask_login import current_user

from webapp.core import clock
from webapp.core.htmx import page
from webapp.core.security import signed_in
from webapp.school_calendar.phrases.events import PARTS
from webapp.school_calendar.queries.agenda import agenda_of
from webapp.school_calendar.rules.weeks import weeks_of

bp = Blueprint("coming_weeks", __name__, url_prefix="/calendar/coming-week")


@bp.get("")
@signed_in
def show():
    today = clock.today()
    found = agenda_of(current_user, today, today + timedelta(days=6))
    return page(
        "school_calendar/coming_weeks/show.html", block="week", weeks=weeks_of(found, today, today), parts=PARTS
    )
