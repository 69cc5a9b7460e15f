"""Taking an invitation back, of a child that left, after a page that says what happens."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.conferences.actions.publications import withdraw_invitation
from webapp.conferences.queries.invitees import run_invitation_of
from webapp.conferences.rules.slots import clock_of
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("invitation_withdrawals", __name__, url_prefix="/invitations/<int:invitation_id>/withdrawal")


@bp.get("")
@staff_only
def new(invitation_id: int):
    invitation = run_invitation_of(current_user, invitation_id)
    return page("conferences/invitation_withdrawals/new.html", invitation=invitation, clock_of=clock_of)


@bp.post("")
@staff_only
def create(invitation_id: int):
    invitation = run_invitation_of(current_user, invitation_id)
    withdraw_invitation(current_user, invitation)
    flash(_("De uitnodiging is ingetrokken."), "success")
    return redirect(url_for("rounds.show", round_id=invitation.round_id), 303)
