"""A photo of a post that is online, taken away by its author or the office."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.i18n import _
from webapp.news.actions.photos import remove_photo
from webapp.news.queries.photos import changeable_photo_of
from webapp.schools.policies import staff_only

bp = Blueprint("post_photos", __name__, url_prefix="/news/photos/<int:photo_id>")


@bp.post("/removal")
@staff_only
def destroy(photo_id):
    photo = changeable_photo_of(current_user, photo_id)
    remove_photo(current_user, photo)
    flash(_("De foto is weg. Niemand ziet die meer."), "success")
    if photo.post_id is None:
        return redirect(url_for("drafts.show", draft_id=photo.draft_id), 303)
    return redirect(url_for("posts.edit", post_id=photo.post_id, _anchor="photos-title"), 303)
