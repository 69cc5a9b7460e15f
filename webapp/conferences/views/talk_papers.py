"""Day sheets and posters for the doors, on paper."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from webapp.conferences.actions.papers import DAY_SHEETS, KINDS, order_papers, printed_papers_of
from webapp.conferences.queries.grids import runs
from webapp.conferences.queries.rounds import staff_round_of
from webapp.core.htmx import go_to, page
from webapp.core.pdf import send_pdf
from webapp.core.rate_limits import limiter
from webapp.schools.policies import staff_only

bp = Blueprint("talk_papers", __name__)


@bp.get("/rounds/<int:round_id>/papers")
@staff_only
def index(round_id: int):
    round = staff_round_of(current_user, round_id)
    is_runner = runs(current_user, round)
    return page("conferences/talk_papers/index.html", round=round, is_runner=is_runner, printed=request.args.get("pdf"))


@bp.post("/rounds/<int:round_id>/papers")
@limiter.limit("60 per hour", key_func=lambda: f"talk-papers:{getattr(current_user, 'id', None)}")
@staff_only
def create(round_id: int):
    kind = request.form.get("kind", DAY_SHEETS)
    job = order_papers(current_user, staff_round_of(current_user, round_id), kind if kind in KINDS else DAY_SHEETS)
    return go_to(url_for("long_jobs.show", job_id=job.id))


@bp.get("/rounds/printed-papers/<job_id>.pdf")
@staff_only
def show(job_id: str):
    return send_pdf(printed_papers_of(current_user, job_id), "oudergesprekken.pdf")
