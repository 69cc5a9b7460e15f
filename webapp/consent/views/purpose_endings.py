"""A purpose goes from the list; what was chosen stays in the register."""

from flask import Blueprint, flash
from flask_login import current_user

from webapp.consent.actions.wordings import end_purpose
from webapp.consent.phrases import REFUSALS
from webapp.consent.queries.wordings import choices_counted, kept_purpose_of
from webapp.consent.views.unit_purposes import back_to_list
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import director_or_admin
from webapp.schools.queries.units import settable_unit_of

bp = Blueprint("purpose_endings", __name__, url_prefix="/units/<int:unit_id>/purposes/<purpose_key>/ending")


@bp.get("/new")
@director_or_admin
def new(unit_id: int, purpose_key: str):
    unit = settable_unit_of(current_user, unit_id)
    asked = kept_purpose_of(unit, purpose_key)
    return page("consent/purpose_endings/new.html", unit=unit, asked=asked, count=choices_counted(unit, purpose_key))


@bp.post("")
@director_or_admin
def create(unit_id: int, purpose_key: str):
    unit = settable_unit_of(current_user, unit_id)
    try:
        end_purpose(current_user, unit, purpose_key)
        flash(_("Het doel is van de lijst."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return back_to_list(unit)
