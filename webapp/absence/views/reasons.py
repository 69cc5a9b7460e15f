"""The reasons from which parents choose at a unit."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from webapp.absence.actions.reasons import add_reason, change_reason
from webapp.absence.forms.settings import NewReasonForm, ReasonForm
from webapp.absence.phrases import REASON_REFUSALS
from webapp.absence.queries.settings import reason_of
from webapp.core.credentials import new_token
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import director_or_admin
from webapp.schools.queries.units import settable_unit_of

bp = Blueprint("absence_reasons", __name__, url_prefix="/units/<int:unit_id>/absence-reasons")


@bp.get("/new")
@director_or_admin
def new(unit_id: int):
    unit = settable_unit_of(current_user, unit_id)
    return page("absence/reasons/new.html", unit=unit, form=NewReasonForm())


@bp.post("")
@director_or_admin
def create(unit_id: int):
    unit, form = settable_unit_of(current_user, unit_id), NewReasonForm(request.form)
    if form.validate():
        told = form.values
        try:
            add_reason(current_user, unit, told.pop("key") or new_token(), **told)
            flash(_("De reden staat in de lijst."), "success")
            return back_to_list(unit)
        except Refused as refusal:
            form.refuse(REASON_REFUSALS[refusal.code])
    return page("absence/reasons/new.html", unit=unit, form=form), 422


@bp.get("/<reason_key>/edit")
@director_or_admin
def edit(unit_id: int, reason_key: str):
    unit = settable_unit_of(current_user, unit_id)
    reason = reason_of(unit, reason_key) or abort(404)
    return page("absence/reasons/edit.html", unit=unit, reason=reason, form=ReasonForm(obj=reason))


@bp.post("/<reason_key>/edit")
@director_or_admin
def update(unit_id: int, reason_key: str):
    unit, form = settable_unit_of(current_user, unit_id), ReasonForm(request.form)
    reason = reason_of(unit, reason_key) or abort(404)
    if form.validate():
        try:
            change_reason(current_user, unit, reason_key, **form.values)
            flash(_("De reden is gewijzigd. Meldingen die er al zijn, blijven zoals ze waren."), "success")
            return back_to_list(unit)
        except Refused as refusal:
            form.refuse(REASON_REFUSALS[refusal.code])
    return page("absence/reasons/edit.html", unit=unit, reason=reason, form=form), 422


def back_to_list(unit) -> Response:
    return redirect(url_for("absence_settings.edit", unit_id=unit.id) + "#reasons", 303)
