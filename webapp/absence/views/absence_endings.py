"""The office ends a report for a parent who phones that the child is back."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.absence.actions.changes import end_absence
from webapp.absence.forms.phone_reports import BackForm
from webapp.absence.phrases import REFUSALS
from webapp.absence.queries.days import managed_absence_of
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import office_only

bp = Blueprint("absence_endings", __name__, url_prefix="/units/<int:unit_id>/absences/<int:absence_id>/ending")


@bp.get("")
@office_only
def new(unit_id: int, absence_id: int):
    absence = managed_absence_of(current_user, unit_id, absence_id)
    return page(
        "absence/absence_endings/new.html",
        unit_id=unit_id,
        absence=absence,
        form=BackForm(data={"back_on": clock.today()}),
    )


@bp.post("")
@office_only
def create(unit_id: int, absence_id: int):
    absence = managed_absence_of(current_user, unit_id, absence_id)
    form = BackForm(request.form)
    if form.validate():
        try:
            end_absence(current_user, absence, form.back_on.data)
            flash(_("%(child)s is beter gemeld. De ouders weten het.", child=absence.child.given_name), "success")
            return redirect(url_for("unit_absences.index", unit_id=unit_id), 303)
        except Refused as refusal:
            form.refuse(REFUSALS[refusal.code] % refusal.values)
    return page("absence/absence_endings/new.html", unit_id=unit_id, absence=absence, form=form), 422
