"""The logo of a unit: shown to anybody, since it stands on the sign-in page; sent or taken away by who leads it."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.files import kept_picture
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.core.security import anyone
from webapp.schools.actions.units import change_logo
from webapp.schools.forms.units import LogoForm, UnitForm
from webapp.schools.phrases import UNIT_REFUSALS
from webapp.schools.policies import director_or_admin
from webapp.schools.queries.units import settable_unit_of, unit_with_logo
from webapp.schools.views.units import setting

bp = Blueprint("logos", __name__, url_prefix="/units/<int:unit_id>/logo")


@bp.get("")
@anyone
def show(unit_id):
    return kept_picture(unit_with_logo(unit_id).logo, "public")


@bp.post("")
@limiter.limit("20 per 15 minutes")
@director_or_admin
def update(unit_id):
    unit = settable_unit_of(current_user, unit_id)
    form, sent = LogoForm(), request.files.get("logo")
    try:
        if not sent or not sent.filename:
            raise Refused("not_a_logo")
        change_logo(current_user, unit, sent.read())
        flash(_("Het logo is opgeslagen."), "success")
        return redirect(url_for("units.edit", unit_id=unit.id), 303)
    except Refused as refusal:
        form.logo.errors = [UNIT_REFUSALS[refusal.code]]
    return setting(unit, UnitForm(obj=unit), form), 422


@bp.post("/removal")
@director_or_admin
def destroy(unit_id):
    unit = settable_unit_of(current_user, unit_id)
    change_logo(current_user, unit, None)
    flash(_("Het logo is verwijderd."), "success")
    return redirect(url_for("units.edit", unit_id=unit.id), 303)
