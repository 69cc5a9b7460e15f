"""A talk goes to another time of the board; without script by a list."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user

from webapp.conferences.actions.plan_moves import move_talk
from webapp.conferences.phrases.boards import REFUSALS
from webapp.conferences.queries.boards import cells_for, talk_in
from webapp.conferences.queries.choices import slot_of
from webapp.conferences.rules.slots import clock_of
from webapp.conferences.views.boards import board_page
from webapp.conferences.views.plans import planned_round_of
from webapp.core.errors import Refused
from webapp.core.htmx import asks_for_part, page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("plan_moves", __name__, url_prefix="/rounds/<int:round_id>/plan-moves")


@bp.get("/new")
@staff_only
def new(round_id: int):
    round = planned_round_of(round_id)
    invitation, cells = cells_for(round, request.args.get("invitation", 0, type=int))
    return page("conferences/plan_moves/new.html", round=round, invitation=invitation, cells=cells, clock_of=clock_of)


@bp.post("")
@staff_only
def create(round_id: int):
    round = planned_round_of(round_id)
    invitation = talk_in(round, request.form.get("invitation", type=int))
    slot_id, seen = place_in(request.form.get("place", ""))
    try:
        move_talk(current_user, invitation, slot_of(invitation, slot_id), seen)
    except Refused as refusal:
        return board_page(round, refusal=REFUSALS[refusal.code]), 422
    if asks_for_part():
        return board_page(round, moved=_("%(name)s is verzet en staat vast.", name=invitation.child.name))
    flash(_("%(name)s is verzet en staat vast.", name=invitation.child.name), "success")
    return redirect(url_for("boards.show", round_id=round.id, _anchor=f"talk-{invitation.id}"), 303)


def place_in(text: str) -> tuple[int, int | None]:
    """«12-34» is slot 12, where invitation 34 was seen; «12» is one that was free."""
    parts = text.split("-")
    if len(parts) > 2 or not all(part.isascii() and part.isdigit() for part in parts):
        abort(404)
    return int(parts[0]), int(parts[1]) if len(parts) == 2 else None
