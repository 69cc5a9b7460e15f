"""Taking a request back: first asked, then done."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.leave.actions.withdrawals import withdraw_request
from webapp.leave.phrases.requests import kind_said, refused, span_said
from webapp.leave.queries.requests import leave_request_of
from webapp.schools.policies import guardian_only

bp = Blueprint("leave_withdrawals", __name__, url_prefix="/leave/<int:request_id>/withdrawal")


@bp.get("")
@guardian_only
def new(request_id: int):
    leave = leave_request_of(current_user, request_id)
    return page("leave/withdrawals/new.html", leave=leave, kind_said=kind_said, span_said=span_said)


@bp.post("")
@guardian_only
def create(request_id: int):
    leave = leave_request_of(current_user, request_id)
    try:
        withdraw_request(current_user, leave)
        flash(_("Ingetrokken. De school weet het nu."), "success")
    except Refused as refusal:
        flash(refused(refusal.code, refusal.values), "warning")
    return redirect(url_for("leave_requests.show", request_id=leave.id), 303)
