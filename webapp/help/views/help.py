"""The manual: how a parent starts and goes on, and for staff how the school works with the portal."""

from flask import Blueprint
from flask_babel import get_locale
from flask_login import current_user

from webapp.core.htmx import page
from webapp.core.security import anyone
from webapp.schools.queries.standing import Standing, standing_of, units_known_to

bp = Blueprint("help", __name__, url_prefix="/help")


@bp.get("")
@anyone
def show():
    standing = standing_of(current_user) if current_user.is_authenticated else None
    return page(
        "help/show.html",
        chapters=chapters_for(standing),
        language="en" if str(get_locale()) == "en" else "nl",
        units=list(units_known_to(current_user)) if standing else [],
    )


def chapters_for(standing: Standing | None) -> list[str]:
    """Which chapters are for whom: a stranger and a parent read the same manual."""
    chapters = []
    if standing and standing.managed_units:
        chapters.append("office")
    if standing and standing.is_staff:
        chapters.append("teachers")
    if standing and standing.is_admin:
        chapters.append("admin")
    return [*chapters, "parents", "questions"]
