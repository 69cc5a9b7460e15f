"""What a guardian asked about photos, and what the school answered."""

from flask import Blueprint
from flask_login import current_user

from webapp.core.htmx import page
from webapp.core.paging import one_page
from webapp.news.queries.removals import own_requests_of, photos_of_requests
from webapp.schools.policies import guardian_only

bp = Blueprint("own_removals", __name__, url_prefix="/removals")


@bp.get("")
@guardian_only
def index():
    requests, turn = one_page(own_requests_of(current_user))
    return page(
        "news/own_removals/index.html", requests=requests, turn=turn, photos=photos_of_requests(current_user, requests)
    )
