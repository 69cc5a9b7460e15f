"""What a unit asks consent for: something more in the list."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from webapp.consent.actions.wordings import add_purpose
from webapp.consent.forms import NewPurposeForm
from webapp.consent.phrases import REFUSALS
from webapp.core.credentials import new_token
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import director_or_admin
from webapp.schools.queries.units import settable_unit_of

bp = Blueprint("unit_purposes", __name__, url_prefix="/units/<int:unit_id>/purposes")


@bp.get("/new")
@director_or_admin
def new(unit_id: int):
    unit = settable_unit_of(current_user, unit_id)
    return page("consent/purposes/new.html", unit=unit, form=NewPurposeForm())


@bp.post("")
@director_or_admin
def create(unit_id: int):
    unit, form = settable_unit_of(current_user, unit_id), NewPurposeForm(request.form)
    if form.validate():
        try:
            add_purpose(current_user, unit, form.key.data or new_token(), form.title.data, form.text.data)
            flash(_("Het doel staat in de lijst. Ouders kunnen nu kiezen."), "success")
            return back_to_list(unit)
        except Refused as refusal:
            form.refuse(REFUSALS[refusal.code])
    return page("consent/purposes/new.html", unit=unit, form=form), 422


def back_to_list(unit) -> Response:
    return redirect(url_for("consent_settings.edit", unit_id=unit.id) + "#purposes", 303)
