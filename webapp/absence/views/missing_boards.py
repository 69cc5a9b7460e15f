"""The missing board: for the office, live, who is missing, what the parents answered, and whom to phone."""

from flask import Blueprint
from flask_login import current_user

from webapp.absence.phrases import ANSWER_NAMES
from webapp.absence.queries.missing import missing_board_of
from webapp.core.htmx import page
from webapp.schools.policies import office_only
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("missing_boards", __name__, url_prefix="/units/<int:unit_id>/missing")


@bp.get("")
@office_only
def show(unit_id: int):
    return board_page(managed_unit_of(current_user, unit_id))


def board_page(unit) -> str:
    return page(
        "absence/missing_boards/show.html",
        block="board",
        unit=unit,
        board=missing_board_of(unit),
        answer_names=ANSWER_NAMES,
    )
