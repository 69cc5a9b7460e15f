"""Who is linked and who not: the office's page of a unit."""

from collections import namedtuple

from flask import Blueprint, request, url_for
from flask_login import current_user

from webapp.core import clock
from webapp.core.htmx import page
from webapp.schools.phrases import CODE_STATES
from webapp.schools.policies import office_only
from webapp.schools.queries.links import children_to_link, groups_with_counts, link_rows, waiting_links
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("links", __name__, url_prefix="/units/<int:unit_id>/links")

PAGE_LENGTH = 60

Turn = namedtuple("Turn", "number has_previous has_next url_for")


@bp.get("")
@office_only
def index(unit_id):
    unit = managed_unit_of(current_user, unit_id)
    group_id = request.args.get("group", type=int)
    only_unlinked = request.args.get("only") == "unlinked"
    children = children_to_link(unit, [group_id] if group_id else None, only_unlinked)
    rows, turn = one_page(link_rows, unit, children)
    return page(
        "schools/links/index.html",
        unit=unit,
        groups=list(groups_with_counts(unit)),
        group_id=group_id,
        only_unlinked=only_unlinked,
        rows=rows,
        turn=turn,
        waiting=list(waiting_links(unit)),
        code_states=CODE_STATES,
    )


def one_page(rows_of, unit, children):
    """One page of rows; one row more is asked for, to know whether there is a next page."""
    number = max(request.args.get("page", 1, type=int), 1)
    rows = rows_of(unit, children.limit(PAGE_LENGTH + 1).offset((number - 1) * PAGE_LENGTH), clock.now())
    arguments = request.args.to_dict() | {"unit_id": unit.id}
    turn = Turn(
        number,
        number > 1,
        len(rows) > PAGE_LENGTH,
        lambda other: url_for("links.index", **(arguments | {"page": other})),
    )
    return rows[:PAGE_LENGTH], turn
