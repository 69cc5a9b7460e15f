"""A parent's wishes for a draw."""

from typing import Any, NamedTuple

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user

from webapp.conferences.actions.wishes import tell_wishes
from webapp.conferences.forms.wishes import WishesForm
from webapp.conferences.phrases.invitations import stage_said
from webapp.conferences.phrases.wishes import REFUSALS
from webapp.conferences.queries.invitations import invitation_of
from webapp.conferences.queries.rounds import moments_of, stage
from webapp.conferences.queries.wishes import choices_to_wish, own_invitations_in, wishes_of
from webapp.conferences.rules.choices import Choice, by_day
from webapp.conferences.rules.slots import clock_of
from webapp.conferences.rules.stages import may_wish
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.schools.policies import guardian_only

bp = Blueprint("wishes", __name__, url_prefix="/conferences/<int:invitation_id>/wishes")


def drawn_invitation(invitation_id: int) -> Any:
    """The parent's own invitation of a round that is drawn; else 404."""
    invitation = invitation_of(current_user, invitation_id)
    return invitation if invitation.round.mode == "draw" else abort(404)


@bp.get("")
@guardian_only
def edit(invitation_id: int):
    invitation = drawn_invitation(invitation_id)
    if not may_wish(moments_of(invitation.round), clock.now()):
        return redirect(url_for("talk_invitations.show", invitation_id=invitation.id), 303)
    seen, form = seen_with(invitation), WishesForm()
    form.offer(seen.choices)
    form.fill([wish.slot_id for wish in seen.wishes[invitation.id]], invitation.works_shifts)
    return wishes_page(invitation, seen, form)


class Seen(NamedTuple):
    """What a parent chooses wishes from: the own other invitations of the round, all their wishes, and the times."""

    others: list
    wishes: dict
    choices: list[Choice]


def seen_with(invitation: Any) -> Seen:
    others = [one for one in own_invitations_in(current_user, invitation.round_id) if one.id != invitation.id]
    wishes = wishes_of([invitation, *others])
    return Seen(others, wishes, choices_to_wish(current_user, invitation, others, wishes))


def wishes_page(invitation: Any, seen: Seen, form: WishesForm) -> str:
    return page(
        "conferences/wishes/edit.html",
        invitation=invitation,
        round=invitation.round,
        form=form,
        days=by_day(seen.choices),
        siblings=[(one, seen.wishes[one.id]) for one in seen.others if not one.declined_at],
        stage_said=stage_said(stage(invitation.round, clock.now()), moments_of(invitation.round)),
        clock_of=clock_of,
    )


@bp.post("")
@limiter.limit("120 per hour", key_func=lambda: f"wishes:{getattr(current_user, 'id', None)}")
@guardian_only
def update(invitation_id: int):
    invitation, form = drawn_invitation(invitation_id), WishesForm(request.form)
    seen = seen_with(invitation)
    form.offer(seen.choices)
    if form.validate():
        try:
            tell_wishes(current_user, invitation, form.wished, form.works_shifts.data)
            flash(_("Uw wensen zijn bewaard."), "success")
            return redirect(url_for("talk_invitations.show", invitation_id=invitation.id), 303)
        except Refused as refusal:
            form.refuse(REFUSALS[refusal.code])
    return wishes_page(invitation, seen, form), 422
