"""What a guardian chose before for a purpose, in the words of then."""

from flask import Blueprint
from flask_login import current_user

from webapp.consent.phrases import CHOICES, recorded_said
from webapp.consent.queries.histories import history_of
from webapp.consent.queries.own import sheet_of
from webapp.core.htmx import page
from webapp.schools.policies import guardian_only

bp = Blueprint("consent_histories", __name__, url_prefix="/consents/<int:child_id>/<int:unit_id>/<purpose_key>/history")


@bp.get("")
@guardian_only
def show(child_id: int, unit_id: int, purpose_key: str):
    sheet = sheet_of(current_user, child_id, unit_id)
    asked = sheet.consent(purpose_key).asked
    return page(
        "consent/consent_histories/show.html",
        sheet=sheet,
        asked=asked,
        entries=history_of(current_user, sheet, asked),
        choice_names=CHOICES,
        recorded_said=recorded_said,
    )
