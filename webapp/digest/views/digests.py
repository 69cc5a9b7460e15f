"""The week on one page."""

from datetime import timedelta

from flask import Blueprint, request
from flask_login import current_user

from webapp.core import clock
from webapp.core.htmx import page
from webapp.digest.queries.contents import digest_of
from webapp.digest.rules.weeks import week_asked_for
from webapp.schools.policies import guardian_only

bp = Blueprint("digests", __name__, url_prefix="/digest")


@bp.get("")
@guardian_only
def show():
    saturday = week_asked_for(request.args.get("week", ""), clock.today())
    return page(
        "digest/digests/show.html",
        parts=digest_of(current_user, saturday) or [],
        first_day=saturday - timedelta(days=7),
        last_day=saturday + timedelta(days=8),
    )
