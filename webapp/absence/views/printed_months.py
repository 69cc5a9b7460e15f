"""A month of a group on paper."""

from flask import Blueprint, url_for
from flask_login import current_user

from webapp.absence.actions.months import order_month, printed_month_of
from webapp.absence.queries.months import month_in
from webapp.core.htmx import go_to
from webapp.core.pdf import send_pdf
from webapp.core.rate_limits import limiter
from webapp.schools.policies import staff_only
from webapp.schools.queries.groups import group_of

bp = Blueprint("printed_months", __name__)


@bp.post("/groups/<int:group_id>/months/<month>/pdf")
@limiter.limit("60 per hour", key_func=lambda: f"months:{getattr(current_user, 'id', None)}")
@staff_only
def create(group_id: int, month: str):
    job = order_month(current_user, month_in(group_of(current_user, group_id), month))
    return go_to(url_for("long_jobs.show", job_id=job.id))


@bp.get("/groups/printed-months/<job_id>.pdf")
@staff_only
def show(job_id: str):
    return send_pdf(printed_month_of(current_user, job_id), "maandoverzicht.pdf")
