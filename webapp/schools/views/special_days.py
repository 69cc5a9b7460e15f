"""The days that a unit sets itself: added on the page of school days, taken away after a question."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.actions.school_days import add_special_day, remove_special_day
from webapp.schools.forms.school_days import SpecialDayForm
from webapp.schools.phrases import SCHOOL_DAY_REFUSALS, SPECIAL_PARTS
from webapp.schools.policies import office_only
from webapp.schools.queries.school_days import special_day_of
from webapp.schools.queries.standing import managed_unit_of
from webapp.schools.views.school_days import days_page

bp = Blueprint("special_days", __name__)


@bp.post("/units/<int:unit_id>/special-days")
@office_only
def create(unit_id):
    unit = managed_unit_of(current_user, unit_id)
    form = SpecialDayForm(request.form)
    if form.validate():
        values = form.values
        try:
            add_special_day(current_user, unit, **values | {"last_day": values["last_day"] or values["first_day"]})
            flash(_("%(name)s staat erbij.", name=form.name.data), "success")
            return redirect(url_for("school_days.edit", unit_id=unit.id), 303)
        except Refused as refusal:
            form.refuse(SCHOOL_DAY_REFUSALS[refusal.code])
    return days_page(unit, day_form=form), 422


@bp.get("/special-days/<int:special_day_id>")
@office_only
def show(special_day_id):
    special_day = special_day_of(current_user, special_day_id)
    return page("schools/special_days/show.html", special_day=special_day, unit=special_day.unit, parts=SPECIAL_PARTS)


@bp.post("/special-days/<int:special_day_id>/removal")
@office_only
def destroy(special_day_id):
    special_day = special_day_of(current_user, special_day_id)
    remove_special_day(current_user, special_day)
    flash(_("%(name)s is verwijderd.", name=special_day.name), "success")
    return redirect(url_for("school_days.edit", unit_id=special_day.unit_id), 303)
