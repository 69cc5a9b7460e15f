"""A child is better, or back: from which day."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.absence.actions.changes import end_absence
from webapp.absence.forms.reports import BackForm
from webapp.absence.phrases import REFUSALS
from webapp.absence.queries.absences import absence_of, days_to_be_back, steps_of
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import guardian_only

bp = Blueprint("absence_recoveries", __name__, url_prefix="/absences/<int:absence_id>/recovery")


@bp.get("")
@guardian_only
def new(absence_id: int):
    return asking(absence_of(current_user, absence_id), BackForm())


def asking(absence, form: BackForm) -> str:
    return page(
        "absence/recoveries/new.html",
        absence=absence,
        form=form,
        days=days_to_be_back(absence),
        today=clock.today(),
        tomorrow=clock.today() + timedelta(days=1),
        may_recover="recover" in steps_of(absence),
    )


@bp.post("")
@guardian_only
def create(absence_id: int):
    absence, form = absence_of(current_user, absence_id), BackForm(request.form)
    if form.validate():
        try:
            after = end_absence(current_user, absence, form.back_on.data)
            flash(
                _("De melding is ingetrokken.") if after.withdrawn_at else _("Doorgegeven. De school weet het."),
                "success",
            )
            return redirect(url_for("absences.show", absence_id=absence.id), 303)
        except Refused as refusal:
            form.refuse(str(REFUSALS[refusal.code]) % refusal.values)
    return asking(absence, form), 422
