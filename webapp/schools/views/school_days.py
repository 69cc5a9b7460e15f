"""When a unit has school: its times, its week, its holidays and its own days."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.actions.school_days import set_school_times
from webapp.schools.forms.school_days import SchoolTimesForm, SpecialDayForm
from webapp.schools.phrases import SCHOOL_DAY_REFUSALS, SPECIAL_PARTS, WEEK_DAYS
from webapp.schools.policies import office_only
from webapp.schools.queries.school_days import coming_special_days_of, holidays_from
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("school_days", __name__, url_prefix="/units/<int:unit_id>/school-days")


@bp.get("")
@office_only
def edit(unit_id):
    return days_page(managed_unit_of(current_user, unit_id))


@bp.post("")
@office_only
def update(unit_id):
    unit = managed_unit_of(current_user, unit_id)
    form = SchoolTimesForm(request.form)
    if form.validate():
        try:
            set_school_times(current_user, unit, **form.values)
            flash(_("De schooltijden zijn opgeslagen."), "success")
            return redirect(url_for("school_days.edit", unit_id=unit.id), 303)
        except Refused as refusal:
            form.refuse(SCHOOL_DAY_REFUSALS[refusal.code])
    return days_page(unit, times_form=form), 422


def days_page(unit, times_form=None, day_form=None) -> str:
    """The page of school days, with a form that was refused where there is one."""
    return page(
        "schools/school_days/edit.html",
        unit=unit,
        times_form=times_form or SchoolTimesForm(obj=unit, data={"free": unit.free_halves.split()}),
        day_form=day_form or SpecialDayForm(),
        special_days=list(coming_special_days_of(unit, clock.today())),
        holidays=holidays_from(unit, clock.today()),
        week_days=WEEK_DAYS,
        parts=SPECIAL_PARTS,
    )
