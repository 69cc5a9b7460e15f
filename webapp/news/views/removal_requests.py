"""What parents asked about photos, for who answers them: the author, the office, the director."""

from flask import Blueprint
from flask_login import current_user

from webapp.core.htmx import page
from webapp.core.paging import one_page
from webapp.news.forms import RemovalAnswerForm
from webapp.news.queries.removals import photos_of_requests, removal_request_of, removal_requests_for, shown_for
from webapp.schools.policies import staff_only

bp = Blueprint("removal_requests", __name__, url_prefix="/removal-requests")


@bp.get("")
@staff_only
def index():
    requests, turn = one_page(removal_requests_for(current_user))
    return page(
        "news/removal_requests/index.html",
        requests=requests,
        turn=turn,
        photos=photos_of_requests(current_user, requests),
    )


@bp.get("/<int:removal_id>")
@staff_only
def show(removal_id):
    asked = removal_request_of(current_user, removal_id)
    photos = shown_for(asked)
    form = RemovalAnswerForm(data={"photos": [photo.id for photo in photos]})
    return page("news/removal_requests/show.html", asked=asked, photos=photos, form=form)
