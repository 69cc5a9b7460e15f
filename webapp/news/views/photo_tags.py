"""Who is in all photos of a draft at once; who is in one photo goes with the form (`forms.said_in`)."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.rate_limits import limiter
from webapp.news.actions.tags import say_of_all
from webapp.news.forms import said_of
from webapp.news.views.drafts import back_to, by_author, kept_with_files, refusing
from webapp.schools.policies import staff_only

bp = Blueprint("photo_tags", __name__, url_prefix="/news/drafts/tags")


@bp.post("")
@limiter.limit("600 per hour", key_func=by_author("photo-tags"))
@staff_only
def create():
    try:
        _form, _choices, draft = kept_with_files()
        if draft is None:
            raise Refused("draft_gone")
        said = said_of(request.form, "all")
        say_of_all(current_user, draft, said.shows, said.child_ids)
    except Refused as refusal:
        return refusing(refusal)
    return back_to(draft)
