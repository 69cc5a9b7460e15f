"""The draw of a round, for who runs it: how many wished, the button, and the whole order afterwards."""

import json
from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user

from webapp.conferences.actions.draws import draw_round
from webapp.conferences.phrases.draws import CHANCES, REFUSALS
from webapp.conferences.queries.draws import places_in, talks_wanted_in
from webapp.conferences.queries.progress import progress_of
from webapp.conferences.queries.rounds import may_be_closed, run_round_of, stage
from webapp.conferences.queries.wishes import wishes_of
from webapp.conferences.rules.slots import clock_of
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("draws", __name__, url_prefix="/rounds/<int:round_id>/draw")


def drawn_round_of(round_id: int) -> Any:
    """A round that this person runs and that is drawn; from another round one goes to its page."""
    round = run_round_of(current_user, round_id)
    if round.mode != "draw":
        abort(redirect(url_for("rounds.show", round_id=round.id), 303))
    return round


@bp.get("")
@staff_only
def show(round_id: int):
    round = drawn_round_of(round_id)
    families, ready = progress_of(round)
    places = list(places_in(round)) if round.drawn_at else []
    return page(
        "conferences/draws/show.html",
        round=round,
        stage=stage(round, clock.now()),
        may_be_closed=may_be_closed(round),
        families=families,
        ready=ready,
        talks=talks_wanted_in(round),
        places=[(place, json.loads(place.chances)) for place in places],
        wishes=wishes_of([place.invitation for place in places]),
        chance_words=CHANCES,
        clock_of=clock_of,
    )


@bp.post("")
@staff_only
def create(round_id: int):
    round = drawn_round_of(round_id)
    try:
        draw_round(current_user, round)
        flash(_("Er is geloot. Alle ouders krijgen bericht."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for(".show", round_id=round_id), 303)
