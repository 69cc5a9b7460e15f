"""A month of a group: who was there, away, late or missing."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.absence.actions.looks import look_at_month
from webapp.absence.phrases import CODE_NAMES
from webapp.absence.queries.months import month_in
from webapp.core.htmx import page
from webapp.schools.policies import staff_only
from webapp.schools.queries.groups import group_of

bp = Blueprint("group_months", __name__, url_prefix="/groups/<int:group_id>/months/<month>")


@bp.get("")
@staff_only
def show(group_id: int, month: str):
    stands = month_in(group_of(current_user, group_id), month)
    look_at_month(current_user, stands.group, stands.key)
    return page(
        "absence/group_months/show.html",
        month=stands,
        code_names=CODE_NAMES,
        printed=request.args.get("pdf"),
    )
