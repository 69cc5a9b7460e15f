"""What a unit adds to the law on leave."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core import clock
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.leave.actions.settings import set_leave_settings
from webapp.leave.forms.settings import BlackoutForm, LeaveKindForm, LeaveSettingsForm
from webapp.leave.queries.settings import blackouts_of, leave_kinds_of, leave_settings_of
from webapp.schools.policies import director_or_admin
from webapp.schools.queries.units import settable_unit_of

bp = Blueprint("leave_settings", __name__, url_prefix="/units/<int:unit_id>/leave-settings")


@bp.get("")
@director_or_admin
def edit(unit_id):
    return settings_page(settable_unit_of(current_user, unit_id))


@bp.post("")
@director_or_admin
def update(unit_id):
    unit, form = settable_unit_of(current_user, unit_id), LeaveSettingsForm(request.form)
    if not form.validate():
        return settings_page(unit, form=form), 422
    set_leave_settings(current_user, unit, **form.values)
    flash(_("De instellingen zijn opgeslagen."), "success")
    return redirect(url_for("leave_settings.edit", unit_id=unit.id), 303)


def settings_page(unit, form=None, kind_form=None, blackout_form=None) -> str:
    """The page of settings, with a form that was refused where there is one."""
    return page(
        "leave/desk/settings.html",
        unit=unit,
        form=form or LeaveSettingsForm(obj=leave_settings_of(unit)),
        kind_form=kind_form or LeaveKindForm(prefix="kind-"),
        blackout_form=blackout_form or BlackoutForm(prefix="blackout-"),
        kinds=list(leave_kinds_of(unit)),
        blackouts=list(blackouts_of(unit, clock.today())),
    )
