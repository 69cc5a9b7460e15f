"""The delivery board: for the sender, live, whom a message reached and whom to phone."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.core import clock
from webapp.core.htmx import page
from webapp.notifications.phrases import reason
from webapp.schools.policies import staff_only
from webapp.urgent.phrases import RUNG_NAMES, STEP_WORDS
from webapp.urgent.queries.board import board_of
from webapp.urgent.queries.messages import audience_of, message_answered_for

bp = Blueprint("urgent_boards", __name__, url_prefix="/urgent/<int:message_id>/board")


@bp.get("")
@staff_only
def show(message_id: int):
    return board_page(message_answered_for(current_user, message_id))


def board_page(message) -> str:
    return page(
        "urgent/boards/show.html",
        block="board",
        message=message,
        audience=audience_of(message),
        board=board_of(message),
        rung_names=RUNG_NAMES,
        step_words=STEP_WORDS,
        reason=reason,
        is_living=message.is_living(clock.now()),
        call_list=request.args.get("call-list"),
    )
