"""A report that has not begun is taken back."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.absence.actions.changes import withdraw_absence
from webapp.absence.phrases import REFUSALS
from webapp.absence.queries.absences import absence_of
from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.schools.policies import guardian_only

bp = Blueprint("absence_withdrawals", __name__, url_prefix="/absences/<int:absence_id>/withdrawal")


@bp.post("")
@guardian_only
def create(absence_id: int):
    absence = absence_of(current_user, absence_id)
    try:
        withdraw_absence(current_user, absence)
        flash(_("De melding is ingetrokken. De school weet het."), "success")
    except Refused as refusal:
        flash(str(REFUSALS[refusal.code]) % refusal.values, "warning")
    return redirect(url_for("absences.show", absence_id=absence.id), 303)
