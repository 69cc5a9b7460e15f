"""The page behind a letter's QR code: for the school, whether the letter is genuine and what it said."""

from flask import Blueprint
from flask_login import current_user

from webapp.core.htmx import page
from webapp.core.security import signed_in
from webapp.documents.actions.letters import readable
from webapp.documents.phrases import LETTER_KINDS
from webapp.documents.queries.letters import facts_of, letter_for
from webapp.schools.queries.standing import standing_of

bp = Blueprint("letter_checks", __name__, url_prefix="/letters/<number>")


@bp.get("")
@signed_in
def show(number: str):
    letter = letter_for(current_user, number)
    return page(
        "documents/letter_checks/show.html",
        letter=letter,
        kind=LETTER_KINDS.get(letter.kind, letter.kind),
        facts=readable(facts_of(letter)),
        is_of_school=letter.unit_id in standing_of(current_user).managed_units,
    )
