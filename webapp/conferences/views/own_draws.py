"""How the draw went, for a parent: the own place in it, why, and how anybody can check it."""

import json

from flask import Blueprint

from webapp.conferences.phrases.draws import CHANCES
from webapp.conferences.queries.draws import tickets_in
from webapp.conferences.queries.invitations import booking_told
from webapp.conferences.queries.told import told_of
from webapp.conferences.rules.slots import clock_of
from webapp.conferences.views.wishes import drawn_invitation
from webapp.core.htmx import page
from webapp.schools.policies import guardian_only

bp = Blueprint("own_draws", __name__, url_prefix="/conferences/<int:invitation_id>/draw")


@bp.get("")
@guardian_only
def show(invitation_id: int):
    invitation = drawn_invitation(invitation_id)
    told = told_of(invitation)
    is_told = invitation.round.drawn_at and invitation.round.shows_times()
    return page(
        "conferences/own_draws/show.html",
        invitation=invitation,
        round=invitation.round,
        booking=booking_told(invitation),
        told=told,
        chances=json.loads(told.drawn.chances) if told.drawn else [],
        chance_words=CHANCES,
        tickets=[(row, len(json.loads(row.chances)) + 1) for row in tickets_in(invitation.round)] if is_told else [],
        clock_of=clock_of,
    )
