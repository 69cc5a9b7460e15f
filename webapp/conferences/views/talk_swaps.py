"""Two families change times, after a page that says exactly who comes when."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.conferences.actions.bookings import swap_bookings
from webapp.conferences.phrases.talks import REFUSALS
from webapp.conferences.queries.invitations import staff_invitation_of
from webapp.conferences.queries.talks import swap_of
from webapp.conferences.rules.slots import clock_of
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("talk_swaps", __name__, url_prefix="/talks/<int:invitation_id>/swap")


@bp.get("")
@staff_only
def new(invitation_id: int):
    invitation = staff_invitation_of(current_user, invitation_id)
    other = swap_of(invitation, request.args.get("with", type=int))
    if other is None or invitation.booking is None:
        return redirect(url_for("talks.show", invitation_id=invitation.id), 303)
    return page("conferences/talk_swaps/new.html", invitation=invitation, other=other, clock_of=clock_of)


@bp.post("")
@staff_only
def create(invitation_id: int):
    invitation = staff_invitation_of(current_user, invitation_id)
    other = swap_of(invitation, request.form.get("with", type=int))
    try:
        if other is None:
            raise Refused("other_host")
        seen = request.form.get("from", type=int), request.form.get("to", type=int)
        swap_bookings(current_user, invitation, other, seen)
        flash(_("De twee gesprekken zijn van tijd gewisseld."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("talks.show", invitation_id=invitation_id), 303)
