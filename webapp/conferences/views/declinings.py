"""A parent needs no talk this time, or wants one after all."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.conferences.actions.declining import accept_invitation, decline_invitation
from webapp.conferences.phrases.bookings import REFUSALS
from webapp.conferences.queries.invitations import invitation_of
from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.schools.policies import guardian_only

bp = Blueprint("declinings", __name__, url_prefix="/conferences/<int:invitation_id>/declining")


@bp.post("")
@guardian_only
def create(invitation_id: int):
    try:
        decline_invitation(current_user, invitation_of(current_user, invitation_id))
        flash(_("Doorgegeven: een gesprek is niet nodig."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("talk_invitations.show", invitation_id=invitation_id), 303)


@bp.post("/ending")
@guardian_only
def destroy(invitation_id: int):
    try:
        accept_invitation(current_user, invitation_of(current_user, invitation_id))
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("talk_invitations.show", invitation_id=invitation_id), 303)
