"""The front door: the feed for who has one, the own work for who has not, the way in for a stranger."""

from flask import Blueprint, current_app, redirect, url_for
from flask_login import current_user

from webapp.core.htmx import page
from webapp.core.security import anyone
from webapp.demo.people import PASSWORD, PEOPLE
from webapp.schools.queries.standing import standing_of

bp = Blueprint("landing", __name__)


@bp.get("/")
@anyone
def show():
    if not current_user.is_authenticated:
        is_demo = current_app.config["SETTINGS"].DEMO
        return page("home/landing/show.html", demo_people=PEOPLE if is_demo else (), demo_password=PASSWORD)
    standing = standing_of(current_user)
    if standing.is_guardian or standing.is_staff:
        return redirect(url_for("posts.index"))
    return redirect(url_for("units.index" if standing.is_admin else "link_codes.new"))
