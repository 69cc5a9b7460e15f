"""One tap of a teacher: a child is there, came late, or is missing."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from webapp.absence.actions.presence import mark_child
from webapp.absence.phrases import PRESENCE_REFUSALS
from webapp.absence.queries.today import child_in, group_today
from webapp.absence.views.group_days import words
from webapp.core.errors import Refused
from webapp.core.htmx import asks_for_part
from webapp.schools.policies import staff_only
from webapp.schools.queries.groups import group_of

bp = Blueprint("presences", __name__, url_prefix="/groups/<int:group_id>/presences/<int:child_id>")


@bp.post("")
@staff_only
def update(group_id: int, child_id: int):
    group = group_of(current_user, group_id)
    child, refusal = child_in(group, child_id), None
    try:
        mark_child(current_user, group, child, request.form.get("mark", ""))
    except Refused as refused:
        refusal = PRESENCE_REFUSALS[refused.code]
    if asks_for_part():
        return card(group, child, refusal)
    if refusal:
        flash(refusal, "warning")
    return redirect(url_for("group_days.show", group_id=group.id, _anchor=f"child-{child.id}"), 303)


def card(group, child, refusal):
    """The card as it is now and the counts; with the reason on top when the tap was refused."""
    stands = group_today(group)
    one = next(one for one in stands.children if one.child == child)
    made = render_template("absence/presences/update.htmx.html", stands=stands, one=one, refusal=refusal, **words())
    return made, 422 if refusal else 200
