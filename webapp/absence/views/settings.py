"""How a unit wants to hear of absence."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.absence.actions.settings import change_absence_settings
from webapp.absence.forms.settings import AbsenceSettingsForm
from webapp.absence.queries.settings import absence_settings_of, reasons_of
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import director_or_admin
from webapp.schools.queries.units import settable_unit_of

bp = Blueprint("absence_settings", __name__, url_prefix="/units/<int:unit_id>/absence-settings")


@bp.get("")
@director_or_admin
def edit(unit_id: int):
    unit = settable_unit_of(current_user, unit_id)
    return setting(unit, AbsenceSettingsForm(obj=absence_settings_of(unit)))


def setting(unit, form: AbsenceSettingsForm) -> str:
    return page("absence/settings/edit.html", unit=unit, form=form, reasons=reasons_of(unit))


@bp.post("")
@director_or_admin
def update(unit_id: int):
    unit = settable_unit_of(current_user, unit_id)
    form = AbsenceSettingsForm(request.form)
    if form.validate():
        change_absence_settings(current_user, unit, **form.values)
        flash(_("De instellingen zijn opgeslagen."), "success")
        return redirect(url_for("absence_settings.edit", unit_id=unit.id), 303)
    return setting(unit, form), 422
