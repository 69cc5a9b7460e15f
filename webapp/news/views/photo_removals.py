"""A guardian asks to take a photo of an own child away."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.htmx import asks_for_part, page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.news.actions.removals import ask_photo_removal
from webapp.news.queries.photo_pages import photo_page_of, placed_photo_for
from webapp.news.queries.removals import own_tag_of, own_tags_in
from webapp.schools.policies import guardian_only

bp = Blueprint("photo_removals", __name__, url_prefix="/photos/<int:photo_id>/removals/<int:child_id>")


@bp.post("")
@limiter.limit("60 per hour", key_func=lambda: f"removals:{getattr(current_user, 'id', None)}")
@guardian_only
def create(photo_id, child_id):
    photo = placed_photo_for(current_user, photo_id)
    ask_photo_removal(current_user, photo, *own_tag_of(current_user, photo, child_id))
    if asks_for_part():
        here, tags = photo_page_of(photo), own_tags_in(current_user, photo)
        return page("news/photo_pages/show.html", block="about", here=here, tags=tags)
    flash(_("Uw verzoek is verstuurd. U hoort het als de school heeft geantwoord."), "success")
    return redirect(url_for("photo_pages.show", photo_id=photo.id), 303)
