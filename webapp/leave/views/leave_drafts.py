"""The questions that find what leave is asked for, and what the law says of it; nothing is sent yet.

A draft travels by POST although it changes nothing: why a child is away does not belong in an address.
"""

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user

from webapp.leave.forms.requests import LeaveForm
from webapp.leave.queries.asking import asking_places_of
from webapp.leave.views.leave_requests import asking
from webapp.schools.policies import guardian_only

bp = Blueprint("leave_drafts", __name__, url_prefix="/leave/drafts")


@bp.get("")
@guardian_only
def new():
    """Who comes back here by the address bar starts again: what was typed was never sent."""
    return redirect(url_for("leave_requests.new"))


@bp.post("")
@guardian_only
def create():
    return asking(LeaveForm(request.form).offer(places := asking_places_of(current_user)), places)
