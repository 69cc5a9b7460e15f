"""The board of a plan: drag a child to another time, or tap it and then a time."""

from typing import Any

from flask import Blueprint

from webapp.conferences.phrases.plans import MARKS
from webapp.conferences.queries.boards import board_of
from webapp.conferences.queries.rounds import stage
from webapp.conferences.rules.slots import clock_of
from webapp.conferences.views.plans import planned_round_of
from webapp.core import clock
from webapp.core.htmx import page
from webapp.schools.policies import staff_only

bp = Blueprint("boards", __name__, url_prefix="/rounds/<int:round_id>/board")


@bp.get("")
@staff_only
def show(round_id: int):
    return board_page(planned_round_of(round_id))


def board_page(round: Any, refusal: Any = None, moved: str = "") -> str:
    """The board; after a refusal with the reason, after a move with who went where."""
    return page(
        "conferences/boards/show.html",
        block="board",
        round=round,
        board=board_of(round),
        stage=stage(round, clock.now()),
        refusal=refusal,
        moved=moved,
        mark_words=MARKS,
        clock_of=clock_of,
    )
