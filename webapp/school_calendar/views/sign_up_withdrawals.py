"""A parent does not help after all."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.school_calendar.actions.sign_ups import withdraw
from webapp.school_calendar.phrases.sign_ups import REFUSALS
from webapp.school_calendar.queries.sign_ups import task_shown_to
from webapp.schools.policies import guardian_only

bp = Blueprint("sign_up_withdrawals", __name__, url_prefix="/calendar/tasks/<int:task_id>/withdrawal")


@bp.post("")
@guardian_only
def create(task_id: int):
    task = task_shown_to(current_user, task_id)
    try:
        withdraw(current_user, task)
        flash(_("U bent afgemeld."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("events.show", event_id=task.event_id), 303)
