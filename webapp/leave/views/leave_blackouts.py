"""The periods in which a unit would rather give no leave."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.leave.actions.settings import add_blackout, remove_blackout
from webapp.leave.forms.settings import BlackoutForm
from webapp.leave.phrases.desk import DESK_REFUSALS
from webapp.leave.queries.settings import settable_blackout_of
from webapp.leave.views.leave_settings import settings_page
from webapp.schools.policies import director_or_admin
from webapp.schools.queries.units import settable_unit_of

bp = Blueprint("leave_blackouts", __name__)


@bp.post("/units/<int:unit_id>/blackouts")
@director_or_admin
def create(unit_id):
    unit, form = settable_unit_of(current_user, unit_id), BlackoutForm(request.form, prefix="blackout-")
    if form.validate():
        try:
            add_blackout(current_user, unit, **form.values)
            flash(_("%(name)s staat erbij.", name=form.name.data), "success")
            return redirect(url_for("leave_settings.edit", unit_id=unit.id), 303)
        except Refused as refusal:
            form.refuse(DESK_REFUSALS[refusal.code])
    return settings_page(unit, blackout_form=form), 422


@bp.post("/blackouts/<int:blackout_id>/removal")
@director_or_admin
def destroy(blackout_id):
    blackout = settable_blackout_of(current_user, blackout_id)
    remove_blackout(current_user, blackout)
    flash(_("%(name)s is verwijderd.", name=blackout.name), "success")
    return redirect(url_for("leave_settings.edit", unit_id=blackout.unit_id), 303)
