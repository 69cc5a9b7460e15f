"""What an open feed asks now and then: is there something new?"""

from flask import Blueprint, request
from flask_login import current_user

from webapp.core import clock
from webapp.core.htmx import page
from webapp.core.security import signed_in
from webapp.news.queries.feed import count_newer_posts
from webapp.urgent.queries.messages import bars_of

bp = Blueprint("new_posts", __name__, url_prefix="/news/newer")


@bp.get("")
@signed_in
def index():
    count = count_newer_posts(current_user, request.args.get("after", 0, type=int))
    return page("news/new_posts/index.html", count=count, bars=bars_of(current_user, clock.now()))
