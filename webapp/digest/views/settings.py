"""At which hour the digest of a unit goes; with how the last ones went."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.digest.actions.settings import set_digest_hour
from webapp.digest.forms import DigestHourForm
from webapp.digest.phrases import OUTCOMES, REFUSALS
from webapp.digest.queries.runs import runs_of
from webapp.schools.policies import office_only
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("digest_settings", __name__, url_prefix="/units/<int:unit_id>/digest")


@bp.get("")
@office_only
def edit(unit_id: int):
    unit = managed_unit_of(current_user, unit_id)
    return settings_page(unit, DigestHourForm(obj=unit))


@bp.post("")
@office_only
def update(unit_id: int):
    unit = managed_unit_of(current_user, unit_id)
    form = DigestHourForm(request.form)
    if form.validate():
        try:
            set_digest_hour(current_user, unit, form.digest_hour.data)
            flash(_("De tijd is opgeslagen."), "success")
            return redirect(url_for("digest_settings.edit", unit_id=unit.id), 303)
        except Refused as refusal:
            form.refuse(REFUSALS[refusal.code])
    return settings_page(unit, form), 422


def settings_page(unit, form: DigestHourForm) -> str:
    return page("digest/settings/edit.html", unit=unit, form=form, runs=runs_of(unit), outcomes=OUTCOMES)
