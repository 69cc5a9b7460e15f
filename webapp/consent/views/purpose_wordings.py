"""The wordings of a purpose: what it said and says, and a new one."""

from flask import Blueprint, flash, request
from flask_login import current_user

from webapp.consent.actions.wordings import reword_purpose
from webapp.consent.forms import WordingForm
from webapp.consent.phrases import REFUSALS
from webapp.consent.queries.wordings import choices_counted, kept_purpose_of, wordings_of
from webapp.consent.views.unit_purposes import back_to_list
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import director_or_admin
from webapp.schools.queries.units import settable_unit_of

bp = Blueprint("purpose_wordings", __name__, url_prefix="/units/<int:unit_id>/purposes/<purpose_key>/wordings")


@bp.get("")
@director_or_admin
def index(unit_id: int, purpose_key: str):
    unit = settable_unit_of(current_user, unit_id)
    asked = kept_purpose_of(unit, purpose_key)
    return page("consent/wordings/index.html", unit=unit, asked=asked, wordings=list(wordings_of(unit, purpose_key)))


@bp.get("/new")
@director_or_admin
def new(unit_id: int, purpose_key: str):
    unit = settable_unit_of(current_user, unit_id)
    asked = kept_purpose_of(unit, purpose_key)
    return page("consent/wordings/new.html", unit=unit, asked=asked, form=WordingForm(obj=asked))


@bp.post("")
@director_or_admin
def create(unit_id: int, purpose_key: str):
    unit, form = settable_unit_of(current_user, unit_id), WordingForm(request.form)
    asked = kept_purpose_of(unit, purpose_key)
    asks_again = form.change.data == "meaning"
    if not form.validate():
        return page("consent/wordings/new.html", unit=unit, asked=asked, form=form), 422
    if asks_again and not request.form.get("confirmed"):
        count = choices_counted(unit, purpose_key)
        return page("consent/wordings/review.html", unit=unit, asked=asked, form=form, count=count)
    try:
        reword_purpose(current_user, unit, purpose_key, form.title.data, form.text.data, asks_again)
        flash(_("De tekst is opgeslagen. Ouders zien de nieuwe tekst."), "success")
        return back_to_list(unit)
    except Refused as refusal:
        form.refuse(REFUSALS[refusal.code])
    return page("consent/wordings/new.html", unit=unit, asked=asked, form=form), 422
