"""The register of a group on paper, as it stood on a day."""

from flask import Blueprint, abort, url_for
from flask_login import current_user

from webapp.consent.actions.registers import order_register, printed_register_of
from webapp.consent.queries.registers import managed_group_of
from webapp.consent.rules.days import day_asked
from webapp.core import clock
from webapp.core.htmx import go_to
from webapp.core.pdf import send_pdf
from webapp.core.rate_limits import limiter
from webapp.schools.policies import office_only

bp = Blueprint("printed_registers", __name__)


@bp.post("/groups/<int:group_id>/consent-registers/<day>/pdf")
@limiter.limit("60 per hour", key_func=lambda: f"registers:{getattr(current_user, 'id', None)}")
@office_only
def create(group_id: int, day: str):
    group = managed_group_of(current_user, group_id)
    job = order_register(current_user, group, day_asked(day, clock.today()) or abort(404))
    return go_to(url_for("long_jobs.show", job_id=job.id))


@bp.get("/groups/printed-registers/<job_id>.pdf")
@office_only
def show(job_id: str):
    return send_pdf(printed_register_of(current_user, job_id), "register.pdf")
