"""Staff take somebody off what they would help with, after a page that says who hears so."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.school_calendar.actions.sign_ups import end_sign_up
from webapp.school_calendar.phrases.sign_ups import REFUSALS
from webapp.school_calendar.queries.sign_ups import changeable_sign_up_of, next_in_line, reads
from webapp.schools.policies import staff_only

bp = Blueprint("sign_up_endings", __name__, url_prefix="/calendar/sign-ups/<int:sign_up_id>/ending")


@bp.get("")
@staff_only
def new(sign_up_id: int):
    row = changeable_sign_up_of(current_user, sign_up_id)
    return page(
        "school_calendar/sign_up_endings/new.html",
        row=row,
        task=row.task,
        is_told=reads(row.person, row.task.event),
        moves_up=row.seat is not None and next_in_line(row.task) is not None,
    )


@bp.post("")
@staff_only
def create(sign_up_id: int):
    row = changeable_sign_up_of(current_user, sign_up_id)
    try:
        end_sign_up(current_user, row)
        flash(_("%(name)s is afgemeld.", name=row.person.name), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("sign_up_tasks.index", event_id=row.task.event_id), 303)
