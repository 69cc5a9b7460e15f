"""The step between writing an urgent message and sending it: what exactly will happen."""

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user

from webapp.schools.policies import staff_only
from webapp.urgent.forms import UrgentForm
from webapp.urgent.queries.reach import urgent_choices_of
from webapp.urgent.views.messages import compose, refused_audience, review

bp = Blueprint("urgent_reviews", __name__, url_prefix="/urgent/reviews")


@bp.get("")
@staff_only
def new():
    """Who comes back here by the address bar starts again: what was typed was never sent."""
    return redirect(url_for("urgent_messages.new"))


@bp.post("")
@staff_only
def create():
    form, choices = UrgentForm(request.form), urgent_choices_of(current_user)
    if "change" in request.form:
        return compose(form, choices)
    is_valid = form.validate()
    if not refused_audience(form, choices) and is_valid:
        return review(form, choices)
    return compose(form, choices), 422
