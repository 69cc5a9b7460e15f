"""Which posts have been on somebody's screen: the page tells it by itself."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.core.security import signed_in
from webapp.news.actions.posts import mark_seen

bp = Blueprint("seen_posts", __name__, url_prefix="/news/seen")

MOST_AT_ONCE = 100


@bp.post("")
@signed_in
def create():
    mark_seen(current_user, request.form.getlist("post", type=int)[:MOST_AT_ONCE])
    return "", 204
