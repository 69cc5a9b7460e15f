"""Help is no longer asked, after a page that says who hears so."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.school_calendar.actions.sign_up_tasks import end_task
from webapp.school_calendar.queries.sign_ups import changeable_task_of, tasks_asked_for, who_reads
from webapp.schools.policies import staff_only

bp = Blueprint("task_endings", __name__, url_prefix="/calendar/tasks/<int:task_id>/ending")


@bp.get("")
@staff_only
def new(task_id: int):
    task = changeable_task_of(current_user, task_id)
    rows = next(rows for one, rows in tasks_asked_for(task.event) if one.id == task.id)
    told = who_reads(task.event, [row.person_id for row in rows])
    return page("school_calendar/task_endings/new.html", task=task, rows=rows, told=told)


@bp.post("")
@staff_only
def create(task_id: int):
    task = changeable_task_of(current_user, task_id)
    end_task(current_user, task)
    flash(_("Er wordt geen hulp meer gevraagd met %(name)s.", name=task.name), "success")
    return redirect(url_for("sign_up_tasks.index", event_id=task.event_id), 303)
