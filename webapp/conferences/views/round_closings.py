"""Parents tell no more from now on, so that the draw or the timetable need not wait; after a page that says who did
not answer."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.conferences.actions.changes import close_round
from webapp.conferences.phrases.rounds import REFUSALS
from webapp.conferences.queries.progress import progress_of
from webapp.conferences.queries.rounds import may_be_closed, run_round_of
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("round_closings", __name__, url_prefix="/rounds/<int:round_id>/closing")


@bp.get("")
@staff_only
def new(round_id: int):
    round = run_round_of(current_user, round_id)
    if not may_be_closed(round):
        return redirect(address_after(round), 303)
    families, ready = progress_of(round)
    return page("conferences/round_closings/new.html", round=round, back=address_after(round), silent=families - ready)


def address_after(round) -> str:
    """Where the draw or the timetable is made; for any other round its page."""
    return url_for({"draw": "draws.show", "plan": "plans.show"}.get(round.mode, "rounds.show"), round_id=round.id)


@bp.post("")
@staff_only
def create(round_id: int):
    round = run_round_of(current_user, round_id)
    try:
        close_round(current_user, round)
        flash(_("Gesloten. Ouders kunnen niets meer doorgeven."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(address_after(round), 303)
