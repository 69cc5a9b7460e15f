"""The way to the photos: of the first group; its page leads to the others."""

from flask import Blueprint, redirect, url_for
from flask_login import current_user

from webapp.core.htmx import page
from webapp.core.security import signed_in
from webapp.news.queries.group_photos import photo_groups_of

bp = Blueprint("photo_groups", __name__, url_prefix="/photos")


@bp.get("")
@signed_in
def index():
    first = photo_groups_of(current_user).first()
    if first is None:
        return page("news/photo_groups/index.html")
    return redirect(url_for("group_photos.index", group_id=first.id))
