"""How far a job is that somebody waits for."""

from flask import Blueprint
from flask_login import current_user

from webapp.core.htmx import asks_for_part, go_to, page
from webapp.core.jobs import long_job_of
from webapp.core.security import signed_in

bp = Blueprint("long_jobs", __name__, url_prefix="/jobs")


@bp.get("/<job_id>")
@signed_in
def show(job_id):
    job = long_job_of(current_user, job_id)
    if job.state == "finished" and job.result:
        return go_to(job.result)
    return page("home/long_jobs/show.html", block="progress" if asks_for_part() else None, job=job)
