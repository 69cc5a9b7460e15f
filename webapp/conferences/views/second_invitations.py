"""The school asks for a talk after all, where the parents said that none is needed."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.conferences.actions.talks import ask_again
from webapp.conferences.phrases.talks import REFUSALS
from webapp.conferences.queries.invitations import staff_invitation_of
from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("second_invitations", __name__, url_prefix="/talks/<int:invitation_id>/second-invitation")


@bp.post("")
@staff_only
def create(invitation_id: int):
    try:
        ask_again(current_user, staff_invitation_of(current_user, invitation_id))
        flash(_("De ouders horen dat u hen graag wilt spreken."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("talks.show", invitation_id=invitation_id), 303)
