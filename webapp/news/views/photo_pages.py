"""A photo on a page of its own, and what a guardian can ask about it; the lightbox asks only for the latter."""

from flask import Blueprint
from flask_login import current_user

from webapp.core.htmx import page
from webapp.core.security import signed_in
from webapp.news.queries.photo_pages import photo_page_of, placed_photo_for
from webapp.news.queries.removals import own_tags_in

bp = Blueprint("photo_pages", __name__, url_prefix="/photos/<int:photo_id>")


@bp.get("")
@signed_in
def show(photo_id):
    photo = placed_photo_for(current_user, photo_id)
    here = photo_page_of(photo)
    return page("news/photo_pages/show.html", block="about", here=here, tags=own_tags_in(current_user, photo))
