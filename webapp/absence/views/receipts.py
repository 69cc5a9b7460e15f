"""What was reported just now, whom it is told, and what happens next."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.absence.phrases import reason_said
from webapp.absence.queries.absences import absences_among, steps_of
from webapp.absence.queries.own import has_other_guardians
from webapp.absence.queries.settings import settings_of_units
from webapp.core.htmx import page
from webapp.schools.policies import guardian_only

bp = Blueprint("absence_receipts", __name__, url_prefix="/absences/receipt")


@bp.get("")
@guardian_only
def show():
    absences = absences_among(current_user, request.args.getlist("id", type=int))
    return page(
        "absence/receipts/show.html",
        absences=absences,
        steps={absence.id: steps_of(absence) for absence in absences},
        settings=settings_of_units({absence.unit for absence in absences}),
        has_other_guardians=has_other_guardians(current_user, absences),
        reason_said=reason_said,
    )
