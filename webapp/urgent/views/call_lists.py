"""Whom to phone, on paper."""

from flask import Blueprint, url_for
from flask_login import current_user

from webapp.core.htmx import go_to
from webapp.core.pdf import send_pdf
from webapp.core.rate_limits import limiter
from webapp.schools.policies import staff_only
from webapp.urgent.actions.call_lists import call_list_of, order_call_list
from webapp.urgent.queries.messages import message_answered_for

bp = Blueprint("urgent_call_lists", __name__, url_prefix="/urgent")


@bp.post("/<int:message_id>/call-list")
@limiter.limit("60 per hour", key_func=lambda: f"call-lists:{getattr(current_user, 'id', None)}")
@staff_only
def create(message_id: int):
    job = order_call_list(current_user, message_answered_for(current_user, message_id))
    return go_to(url_for("long_jobs.show", job_id=job.id))


@bp.get("/call-lists/<job_id>.pdf")
@staff_only
def show(job_id: str):
    return send_pdf(call_list_of(current_user, job_id), "bellijst.pdf")
