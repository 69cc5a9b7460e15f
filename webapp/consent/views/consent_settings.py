"""How a unit asks consent: its list, from when the portal outranks paper, and how long choices are kept."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.consent.actions.wordings import change_consent_settings
from webapp.consent.forms import ConsentSettingsForm
from webapp.consent.queries.purposes import consent_settings_of, purposes_of
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import director_or_admin
from webapp.schools.queries.units import settable_unit_of

bp = Blueprint("consent_settings", __name__, url_prefix="/units/<int:unit_id>/consent-settings")


@bp.get("")
@director_or_admin
def edit(unit_id: int):
    unit = settable_unit_of(current_user, unit_id)
    return setting(unit, ConsentSettingsForm(obj=consent_settings_of(unit)))


def setting(unit, form: ConsentSettingsForm) -> str:
    return page("consent/settings/edit.html", unit=unit, form=form, purposes=purposes_of(unit))


@bp.post("")
@director_or_admin
def update(unit_id: int):
    unit, form = settable_unit_of(current_user, unit_id), ConsentSettingsForm(request.form)
    if form.validate():
        change_consent_settings(current_user, unit, **form.values)
        flash(_("De instellingen zijn opgeslagen."), "success")
        return redirect(url_for("consent_settings.edit", unit_id=unit.id), 303)
    return setting(unit, form), 422
