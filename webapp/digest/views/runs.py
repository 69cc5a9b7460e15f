"""How the digests of a unit go, and went: for its office."""

from flask import Blueprint
from flask_login import current_user

from webapp.core.htmx import page
from webapp.digest.phrases import OUTCOMES
from webapp.digest.queries.runs import runs_of
from webapp.schools.policies import office_only
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("digest_runs", __name__, url_prefix="/units/<int:unit_id>/digest/runs")


@bp.get("")
@office_only
def index(unit_id: int):
    unit = managed_unit_of(current_user, unit_id)
    return page("digest/runs/index.html", block="runs", unit=unit, runs=runs_of(unit), outcomes=OUTCOMES)
