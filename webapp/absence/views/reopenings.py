"""A child that was said to be better is not."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.absence.actions.changes import reopen_absence
from webapp.absence.phrases import REFUSALS
from webapp.absence.queries.absences import absence_of
from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.schools.policies import guardian_only

bp = Blueprint("absence_reopenings", __name__, url_prefix="/absences/<int:absence_id>/reopening")


@bp.post("")
@guardian_only
def create(absence_id: int):
    absence = absence_of(current_user, absence_id)
    try:
        reopen_absence(current_user, absence)
        flash(_("De melding loopt weer. De school weet het."), "success")
    except Refused as refusal:
        flash(str(REFUSALS[refusal.code]) % refusal.values, "warning")
    return redirect(url_for("absences.show", absence_id=absence.id), 303)
