"""A parent calls a talk off, after a page that says exactly what happens."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.conferences.actions.bookings import cancel_booking
from webapp.conferences.phrases.bookings import REFUSALS
from webapp.conferences.queries.choices import waits
from webapp.conferences.queries.invitations import booking_told, invitation_of
from webapp.conferences.rules.slots import clock_of
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import guardian_only

bp = Blueprint("booking_endings", __name__, url_prefix="/conferences/<int:invitation_id>/booking/ending")


@bp.get("")
@guardian_only
def new(invitation_id: int):
    invitation = invitation_of(current_user, invitation_id)
    booking = booking_told(invitation)
    if booking is None:
        return redirect(url_for("talk_invitations.show", invitation_id=invitation.id), 303)
    return page(
        "conferences/booking_endings/new.html",
        invitation=invitation,
        booking=booking,
        is_waiting=waits(invitation),
        clock_of=clock_of,
    )


@bp.post("")
@guardian_only
def create(invitation_id: int):
    try:
        seen = request.form.get("slot", type=int)
        cancel_booking(current_user, invitation_of(current_user, invitation_id), seen)
        flash(_("Het gesprek is afgezegd. De tijd is weer vrij."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("talk_invitations.show", invitation_id=invitation_id), 303)
