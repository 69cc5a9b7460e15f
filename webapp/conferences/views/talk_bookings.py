"""The school puts a family on a time, moves it, or takes the time back after a page that says what happens."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.conferences.actions.bookings import book_for, cancel_for
from webapp.conferences.phrases.talks import REFUSALS
from webapp.conferences.queries.choices import slot_of
from webapp.conferences.queries.invitations import answerers_of, staff_invitation_of
from webapp.conferences.rules.slots import clock_of
from webapp.conferences.views.talks import talk_page
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("talk_bookings", __name__, url_prefix="/talks/<int:invitation_id>/booking")


@bp.get("/new")
@staff_only
def new(invitation_id: int):
    invitation = staff_invitation_of(current_user, invitation_id)
    slot = slot_of(invitation, request.args.get("slot", type=int))
    if slot is None or slot.is_blocked:
        return talk_page(invitation, refusal=REFUSALS["slot_blocked"]), 422
    people = answerers_of(invitation)
    return page(
        "conferences/talk_bookings/new.html", invitation=invitation, slot=slot, people=people, clock_of=clock_of
    )


@bp.post("")
@staff_only
def create(invitation_id: int):
    invitation = staff_invitation_of(current_user, invitation_id)
    slot = slot_of(invitation, request.form.get("slot", type=int))
    if slot is None:
        return talk_page(invitation, refusal=REFUSALS["slot_blocked"]), 422
    try:
        book_for(current_user, invitation, slot, seen=request.form.get("from", type=int))
        flash(_("Dit gesprek staat vast."), "success")
    except Refused as refusal:
        return talk_page(staff_invitation_of(current_user, invitation_id), refusal=REFUSALS[refusal.code]), 422
    return redirect(url_for("talks.show", invitation_id=invitation.id), 303)


@bp.get("/ending")
@staff_only
def edit(invitation_id: int):
    invitation = staff_invitation_of(current_user, invitation_id)
    if invitation.booking is None:
        return redirect(url_for("talks.show", invitation_id=invitation.id), 303)
    people = answerers_of(invitation)
    return page("conferences/talk_bookings/edit.html", invitation=invitation, people=people, clock_of=clock_of)


@bp.post("/ending")
@staff_only
def destroy(invitation_id: int):
    try:
        seen = request.form.get("slot", type=int)
        cancel_for(current_user, staff_invitation_of(current_user, invitation_id), seen)
        flash(_("Het gesprek is afgezegd."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("talks.show", invitation_id=invitation_id), 303)
