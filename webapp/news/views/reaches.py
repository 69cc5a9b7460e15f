"""How many a post would reach, while its author chooses for whom it is."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.core.htmx import page
from webapp.news.forms import PostForm
from webapp.schools.policies import staff_only
from webapp.schools.queries.audiences import choices_of, reach_of

bp = Blueprint("reaches", __name__, url_prefix="/news/reach")


@bp.get("")
@staff_only
def show():
    parts = PostForm(request.args).parts_among(choices_of(current_user))
    return page("news/reaches/show.html", reach=reach_of(parts))
