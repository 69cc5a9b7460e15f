"""The photos of posts: who may see one is asked each time, so that what was taken away is gone at once."""

from flask import Blueprint, abort
from flask_login import current_user

from webapp.core.files import watched_picture
from webapp.core.security import signed_in
from webapp.news.queries.photos import photo_for

bp = Blueprint("photos", __name__, url_prefix="/photos/<int:photo_id>")


@bp.get("/<any(small, large):size>")
@signed_in
def show(photo_id, size):
    photo = photo_for(current_user, photo_id)
    if photo.state != "ready":
        abort(404)
    return watched_picture(photo.small if size == "small" else photo.large)
