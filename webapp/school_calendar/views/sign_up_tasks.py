"""Asking help with an event: the tasks, and who is down for them."""

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.school_calendar.actions.sign_up_tasks import add_task
from webapp.school_calendar.forms.tasks import TaskForm
from webapp.school_calendar.phrases.sign_ups import REFUSALS
from webapp.school_calendar.queries.events import changeable_event_of
from webapp.school_calendar.queries.sign_ups import gone_from, tasks_asked_for
from webapp.schools.policies import staff_only

bp = Blueprint("sign_up_tasks", __name__, url_prefix="/calendar/events/<int:event_id>/tasks")


@bp.get("")
@staff_only
def index(event_id: int):
    return overview(changeable_event_of(current_user, event_id), TaskForm())


def overview(event, form: TaskForm) -> str:
    asked = tasks_asked_for(event)
    return page(
        "school_calendar/sign_up_tasks/index.html",
        event=event, form=form, asked=asked, gone=gone_from(event, [row for _task, rows in asked for row in rows]),
    )  # fmt: skip


@bp.post("")
@staff_only
def create(event_id: int):
    event, form = changeable_event_of(current_user, event_id), TaskForm(request.form)
    if form.validate():
        try:
            add_task(current_user, event, form.name.data, form.places.data, form.draws_at)
            return redirect(url_for(".index", event_id=event.id), 303)
        except Refused as refusal:
            form.refuse(REFUSALS[refusal.code])
    return overview(event, form), 422
