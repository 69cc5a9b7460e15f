"""Somebody phoned about a missing child: everybody who looks at the board sees it."""

from flask import Blueprint, redirect, url_for
from flask_login import current_user

from webapp.absence.actions.questions import note_call, undo_call
from webapp.absence.queries.questions import question_at
from webapp.absence.views.missing_boards import board_page
from webapp.core.htmx import asks_for_part
from webapp.schools.policies import office_only
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("missing_calls", __name__, url_prefix="/units/<int:unit_id>/missing/<int:question_id>/call")


@bp.post("")
@office_only
def create(unit_id: int, question_id: int):
    unit = managed_unit_of(current_user, unit_id)
    note_call(current_user, question_at(unit, question_id))
    return back_to_board(unit)


@bp.post("/removal")
@office_only
def destroy(unit_id: int, question_id: int):
    unit = managed_unit_of(current_user, unit_id)
    undo_call(current_user, question_at(unit, question_id))
    return back_to_board(unit)


def back_to_board(unit):
    return board_page(unit) if asks_for_part() else redirect(url_for("missing_boards.show", unit_id=unit.id), 303)
