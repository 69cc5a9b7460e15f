"""A group as a table, child by purpose: to hang up or to take along."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.consent.queries.groups import pictured_in
from webapp.consent.queries.wordings import asked_on
from webapp.consent.rules.days import day_asked
from webapp.core import clock
from webapp.core.htmx import page
from webapp.schools.policies import staff_only
from webapp.schools.queries.groups import group_of

bp = Blueprint("group_consent_tables", __name__, url_prefix="/groups/<int:group_id>/consents/table")


@bp.get("")
@staff_only
def show(group_id: int):
    group, today = group_of(current_user, group_id), clock.today()
    on = day_asked(request.args.get("day", ""), today) or today
    rows, asked = pictured_in(group, on), asked_on(group.unit, on)
    return page(
        "consent/group_consent_tables/show.html",
        group=group,
        on=on,
        today=today,
        purposes=[asked[key] for key in (rows[0].outcomes if rows else asked)],
        rows=rows,
    )
