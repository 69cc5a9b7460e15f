"""The phone numbers that parents of a group share with each other."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.core.htmx import page
from webapp.directory.queries import families_in, groups_shared_by, own_group_of
from webapp.schools.policies import guardian_only

bp = Blueprint("group_directories", __name__, url_prefix="/groups/<int:group_id>/directory")


@bp.get("")
@guardian_only
def show(group_id: int):
    group = own_group_of(current_user, group_id)
    search = request.args.get("search", "").strip()[:100]
    return page(
        "directory/group_directories/show.html",
        block="families",
        group=group,
        search=search,
        families=families_in(group, current_user, search),
        is_shared=group.id in groups_shared_by(current_user),
    )
