"""A parent waits for a time that somebody else has, or no longer."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.conferences.actions.waiting import stop_waiting_for, wait_for_slot
from webapp.conferences.phrases.bookings import REFUSALS
from webapp.conferences.queries.choices import slot_of
from webapp.conferences.queries.invitations import invitation_of
from webapp.conferences.views.talk_invitations import invitation_page
from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.schools.policies import guardian_only

bp = Blueprint("waiting_places", __name__, url_prefix="/conferences/<int:invitation_id>/waiting-places")


@bp.post("")
@limiter.limit("120 per hour", key_func=lambda: f"waiting-places:{getattr(current_user, 'id', None)}")
@guardian_only
def create(invitation_id: int):
    invitation = invitation_of(current_user, invitation_id)
    slot = slot_of(invitation, request.form.get("slot", type=int))
    try:
        booked = wait_for_slot(current_user, invitation, slot)
        came_free = _("Deze tijd kwam net vrij. Uw gesprek staat vast.")
        flash(came_free if booked else _("U staat op de wachtlijst voor deze tijd."), "success")
    except Refused as refusal:
        again = invitation_of(current_user, invitation_id)
        return invitation_page(again, REFUSALS[refusal.code], request.form.get("slot", type=int)), 422
    return redirect(url_for("talk_invitations.show", invitation_id=invitation.id), 303)


@bp.post("/<int:slot_id>/ending")
@guardian_only
def destroy(invitation_id: int, slot_id: int):
    invitation = invitation_of(current_user, invitation_id)
    try:
        stop_waiting_for(current_user, invitation, slot_of(invitation, slot_id))
        flash(_("U wacht niet meer op deze tijd."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("talk_invitations.show", invitation_id=invitation.id), 303)
