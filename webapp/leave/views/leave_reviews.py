"""The step between filling in a decision and taking it: what exactly will happen."""

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user

from webapp.leave.queries.desk import request_decided_by
from webapp.leave.views.leave_decisions import already_decided, are_valid, decide_page, pieces_of, review_page
from webapp.schools.policies import director_only

bp = Blueprint("leave_reviews", __name__, url_prefix="/leave-requests/<int:request_id>/decision/review")


@bp.get("")
@director_only
def new(request_id):
    """Who comes back here by the address bar starts again: what was typed was never sent."""
    return redirect(url_for("leave_decisions.new", request_id=request_decided_by(current_user, request_id).id))


@bp.post("")
@director_only
def create(request_id):
    leave_request = request_decided_by(current_user, request_id)
    pieces = pieces_of(leave_request, request.form)
    if not any(piece.form for piece in pieces):
        return already_decided(leave_request)
    if "change" in request.form:
        return decide_page(leave_request, pieces)
    if are_valid(pieces):
        return review_page(leave_request, pieces)
    return decide_page(leave_request, pieces), 422
