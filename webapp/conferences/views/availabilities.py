"""When a parent can come, for a round that the school plans."""

from itertools import groupby
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user

from webapp.conferences.actions.availability import tell_availability
from webapp.conferences.forms.availability import AvailabilityForm
from webapp.conferences.phrases.availability import ANSWERS, REFUSALS
from webapp.conferences.phrases.invitations import stage_said
from webapp.conferences.queries.availability import answers_of, stretches_asked_in
from webapp.conferences.queries.invitations import invitation_of
from webapp.conferences.queries.rounds import moments_of, stage
from webapp.conferences.queries.wishes import own_invitations_in
from webapp.conferences.rules.slots import clock_of
from webapp.conferences.rules.stages import may_wish
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.schools.policies import guardian_only

bp = Blueprint("availabilities", __name__, url_prefix="/conferences/<int:invitation_id>/availability")


def planned_invitation(invitation_id: int) -> Any:
    """The parent's own invitation of a round that is planned; else 404."""
    invitation = invitation_of(current_user, invitation_id)
    return invitation if invitation.round.mode == "plan" else abort(404)


@bp.get("")
@guardian_only
def edit(invitation_id: int):
    invitation = planned_invitation(invitation_id)
    if not may_wish(moments_of(invitation.round), clock.now()):
        return redirect(url_for("talk_invitations.show", invitation_id=invitation.id), 303)
    form = AvailabilityForm()
    form.answers = answers_of(invitation, stretches_asked_in(invitation.round))
    return availability_page(invitation, form)


def availability_page(invitation: Any, form: AvailabilityForm) -> str:
    own = own_invitations_in(current_user, invitation.round_id)
    return page(
        "conferences/availabilities/edit.html",
        invitation=invitation,
        form=form,
        days=[(day, list(own)) for day, own in groupby(form.answers.items(), key=lambda pair: pair[0].day)],
        children=list({one.child_id: one.child for one in own if one == invitation or not one.declined_at}.values()),
        answer_words=ANSWERS,
        stage_said=stage_said(stage(invitation.round, clock.now()), moments_of(invitation.round)),
        clock_of=clock_of,
    )


@bp.post("")
@limiter.limit("120 per hour", key_func=lambda: f"availability:{getattr(current_user, 'id', None)}")
@guardian_only
def update(invitation_id: int):
    invitation, form = planned_invitation(invitation_id), AvailabilityForm()
    form.read(stretches_asked_in(invitation.round), request.form)
    try:
        tell_availability(current_user, invitation, form.answers)
        flash(_("Bewaard. De school houdt er rekening mee."), "success")
        return redirect(url_for("talk_invitations.show", invitation_id=invitation.id), 303)
    except Refused as refusal:
        form.refuse(REFUSALS[refusal.code])
    return availability_page(invitation, form), 422
