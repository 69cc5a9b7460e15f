"""A family that was phoned is off the list, for everybody who looks at the board."""

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user

from webapp.core.htmx import asks_for_part
from webapp.schools.policies import staff_only
from webapp.urgent.actions.messages import note_call, undo_call
from webapp.urgent.queries.board import children_of_family
from webapp.urgent.queries.messages import message_answered_for
from webapp.urgent.views.boards import board_page

bp = Blueprint("urgent_calls", __name__, url_prefix="/urgent/<int:message_id>/calls")


@bp.post("")
@staff_only
def create(message_id: int):
    message = message_answered_for(current_user, message_id)
    note_call(current_user, message, children_of_family(message, request.form.get("child_id", 0, type=int)))
    return back_to_board(message)


@bp.post("/<int:child_id>/removal")
@staff_only
def destroy(message_id: int, child_id: int):
    message = message_answered_for(current_user, message_id)
    undo_call(current_user, message, children_of_family(message, child_id))
    return back_to_board(message)


def back_to_board(message):
    return (
        board_page(message) if asks_for_part() else redirect(url_for("urgent_boards.show", message_id=message.id), 303)
    )
