"""A parent helps."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.school_calendar.actions.sign_ups import sign_up
from webapp.school_calendar.forms.sign_ups import SignUpForm
from webapp.school_calendar.phrases.sign_ups import REFUSALS
from webapp.school_calendar.queries.sign_ups import task_shown_to, tasks_shown_to
from webapp.schools.policies import guardian_only

bp = Blueprint("task_sign_ups", __name__, url_prefix="/calendar/tasks/<int:task_id>/sign-ups")


@bp.post("")
@limiter.limit("60 per hour", key_func=lambda: f"sign-ups:{getattr(current_user, 'id', None)}")
@guardian_only
def create(task_id: int):
    task, form = task_shown_to(current_user, task_id), SignUpForm(request.form)
    if not form.validate():
        tasks = tasks_shown_to(current_user, task.event)
        what = {"event": task.event, "tasks": tasks, "form": form, "typed_for": task.id}
        return page("school_calendar/sign_ups/index.html", **what), 422
    try:
        row = sign_up(current_user, task, form.note.data or "")
        flash(answer(row.seat, task.awaits_draw), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("events.show", event_id=task.event_id), 303)


def answer(seat: int | None, awaits_draw: bool) -> str:
    if awaits_draw:
        return _("U doet mee met de loting.")
    return _("Dank u. U helpt mee.") if seat else _("U staat op de wachtlijst.")
