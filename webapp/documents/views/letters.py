"""A letter about a child, as a file to print or to keep."""

from flask import Blueprint
from flask_babel import get_locale
from flask_login import current_user

from webapp.core.htmx import page
from webapp.core.pdf import send_pdf
from webapp.core.rate_limits import limiter
from webapp.core.security import signed_in
from webapp.documents.actions.letters import printed_letter
from webapp.documents.queries.letters import letter_for

bp = Blueprint("letters", __name__, url_prefix="/letters")


@bp.get("/<number>.pdf")
@limiter.limit("120 per hour", key_func=lambda: f"issued:{getattr(current_user, 'id', None)}")
@signed_in
def show(number: str):
    letter = letter_for(current_user, number)
    file = printed_letter(current_user, letter, str(get_locale()))
    if file is None:
        return page("documents/letters/late.html", letter=letter), 503
    return send_pdf(file, f"{letter.kind.rpartition('/')[2]}-{letter.number}.pdf")
