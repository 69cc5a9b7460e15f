"""Everybody who is not reported is there, in one tap."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.absence.actions.presence import mark_rest_present
from webapp.absence.phrases import PRESENCE_REFUSALS
from webapp.absence.views.group_days import group_page
from webapp.core.errors import Refused
from webapp.core.htmx import asks_for_part
from webapp.schools.policies import staff_only
from webapp.schools.queries.groups import group_of

bp = Blueprint("remaining_presences", __name__, url_prefix="/groups/<int:group_id>/presences")


@bp.post("")
@staff_only
def create(group_id: int):
    group, refusal = group_of(current_user, group_id), None
    try:
        mark_rest_present(current_user, group)
    except Refused as refused:
        refusal = PRESENCE_REFUSALS[refused.code]
    if asks_for_part():
        return group_page(group, refusal=refusal), 422 if refusal else 200
    if refusal:
        flash(refusal, "warning")
    return redirect(url_for("group_days.show", group_id=group.id), 303)
