"""Wie mag op de foto? A group as a board on the teacher's tablet, today or as it stood on a day."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.consent.queries.groups import pictured_in
from webapp.consent.queries.wordings import asked_on
from webapp.consent.rules.days import day_asked
from webapp.core import clock
from webapp.core.htmx import page
from webapp.schools.policies import staff_only
from webapp.schools.queries.groups import group_of
from webapp.schools.queries.standing import standing_of

bp = Blueprint("group_consents", __name__, url_prefix="/groups/<int:group_id>/consents")


@bp.get("")
@staff_only
def show(group_id: int):
    group, today = group_of(current_user, group_id), clock.today()
    on = day_asked(request.args.get("day", ""), today) or today
    rows, asked = pictured_in(group, on), asked_on(group.unit, on)
    purposes = [asked[key] for key in (rows[0].outcomes if rows else asked)]
    chosen = asked.get(request.args.get("purpose", "")) or purposes[0]
    return page(
        "consent/group_consents/show.html",
        group=group,
        on=on,
        today=today,
        purposes=purposes,
        chosen=chosen,
        rows=rows,
        allowed=sum(one.may_be(chosen.key) for one in rows),
        never=[one for one in rows if one.is_never_pictured],
        is_office=group.unit_id in standing_of(current_user).managed_units,
        printed=request.args.get("pdf"),
    )
