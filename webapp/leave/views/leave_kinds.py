"""The kinds of leave that a unit has besides those of the law."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.leave.actions.settings import add_leave_kind, end_leave_kind
from webapp.leave.forms.settings import LeaveKindForm
from webapp.leave.phrases.desk import DESK_REFUSALS
from webapp.leave.queries.settings import settable_kind_of
from webapp.leave.views.leave_settings import settings_page
from webapp.schools.policies import director_or_admin
from webapp.schools.queries.units import settable_unit_of

bp = Blueprint("leave_kinds", __name__)


@bp.post("/units/<int:unit_id>/leave-kinds")
@director_or_admin
def create(unit_id):
    unit, form = settable_unit_of(current_user, unit_id), LeaveKindForm(request.form, prefix="kind-")
    if form.validate():
        try:
            add_leave_kind(current_user, unit, **form.values)
            flash(_("%(name)s staat erbij.", name=form.name.data), "success")
            return redirect(url_for("leave_settings.edit", unit_id=unit.id), 303)
        except Refused as refusal:
            form.refuse(DESK_REFUSALS[refusal.code])
    return settings_page(unit, kind_form=form), 422


@bp.post("/leave-kinds/<int:kind_id>/ending")
@director_or_admin
def destroy(kind_id):
    kind = settable_kind_of(current_user, kind_id)
    end_leave_kind(current_user, kind)
    flash(_("%(name)s kan niet meer gekozen worden.", name=kind.name), "success")
    return redirect(url_for("leave_settings.edit", unit_id=kind.unit_id), 303)
