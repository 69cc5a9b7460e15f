"""A parent takes a time, or another one."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.conferences.actions.bookings import book_slot
from webapp.conferences.phrases.bookings import REFUSALS
from webapp.conferences.queries.choices import slot_of
from webapp.conferences.queries.invitations import invitation_of
from webapp.conferences.views.talk_invitations import invitation_page
from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.schools.policies import guardian_only

bp = Blueprint("bookings", __name__, url_prefix="/conferences/<int:invitation_id>/booking")


@bp.post("")
@limiter.limit("120 per hour", key_func=lambda: f"bookings:{getattr(current_user, 'id', None)}")
@guardian_only
def create(invitation_id: int):
    invitation = invitation_of(current_user, invitation_id)
    slot = slot_of(invitation, request.form.get("slot", type=int))
    try:
        book_slot(current_user, invitation, slot)
        flash(_("Uw gesprek staat vast."), "success")
    except Refused as refusal:
        again = invitation_of(current_user, invitation_id)
        return invitation_page(again, REFUSALS[refusal.code], request.form.get("slot", type=int)), 422
    return redirect(url_for("talk_invitations.show", invitation_id=invitation.id), 303)
