"""Groups: a teacher's own, all of a unit for its office and director."""

from flask import Blueprint
from flask_login import current_user

from webapp.core import clock
from webapp.core.htmx import page
from webapp.schools.policies import staff_only
from webapp.schools.queries.groups import children_of, group_of, groups_of, teacher_names_of
from webapp.schools.queries.guardianships import contacts_of
from webapp.schools.queries.standing import standing_of

bp = Blueprint("groups", __name__, url_prefix="/groups")


@bp.get("")
@staff_only
def index():
    return page("schools/groups/index.html", groups=list(groups_of(current_user)))


@bp.get("/<int:group_id>")
@staff_only
def show(group_id):
    group = group_of(current_user, group_id)
    children = list(children_of(group))
    return page(
        "schools/groups/show.html",
        group=group,
        children=children,
        contacts=contacts_of([child.id for child in children], [group.unit_id]),
        teachers=teacher_names_of(group),
        today=clock.today(),
        is_office=group.unit_id in standing_of(current_user).managed_units,
    )
