"""The other guardian confirms a request."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.leave.actions.confirmations import confirm_request
from webapp.leave.phrases.requests import refused
from webapp.leave.queries.requests import leave_request_of
from webapp.schools.policies import guardian_only

bp = Blueprint("leave_confirmations", __name__, url_prefix="/leave/<int:request_id>/confirmation")


@bp.post("")
@guardian_only
def create(request_id: int):
    leave = leave_request_of(current_user, request_id)
    try:
        confirm_request(current_user, leave)
        flash(_("U hebt dit bevestigd. De school kan nu beslissen."), "success")
    except Refused as refusal:
        flash(refused(refusal.code, refusal.values), "warning")
    return redirect(url_for("leave_requests.show", request_id=leave.id), 303)
