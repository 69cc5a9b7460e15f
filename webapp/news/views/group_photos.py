"""All photos of a group, month by month."""

from typing import Any

from flask import Blueprint, request
from flask_login import current_user

from webapp.core.htmx import asks_for_part, page
from webapp.core.security import signed_in
from webapp.news.queries.group_photos import PAGE, by_month, photo_group_of, photo_groups_of, photos_in
from webapp.schools.queries.standing import standing_of

bp = Blueprint("group_photos", __name__, url_prefix="/groups/<int:group_id>/photos")


@bp.get("")
@signed_in
def index(group_id):
    group = photo_group_of(current_user, group_id)
    before = request.args.get("before", type=int)
    photos = photos_in(group, before)
    more_after = photos[PAGE - 1].id if len(photos) > PAGE else None
    context: dict[str, Any] = {
        "group": group,
        "months": by_month(photos[:PAGE]),
        "more_after": more_after,
        "is_first": not before,
    }
    context["continued"] = request.args.get("month")  # which month the page ends with so far
    if asks_for_part():
        return page("news/group_photos/more.html", **context)
    context |= {"groups": list(photo_groups_of(current_user)), "standing": standing_of(current_user)}
    return page("news/group_photos/index.html", **context)
