"""The office's day: who is away over all groups, and writing down what a parent says by phone."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.absence.actions.looks import look_at_day
from webapp.absence.actions.reports import record_absence
from webapp.absence.forms.phone_reports import PhoneReportForm
from webapp.absence.phrases import REFUSALS, SOURCES, STATE_NAMES, reason_said
from webapp.absence.queries.days import children_choices_of, unit_day_of
from webapp.absence.queries.settings import reasons_of
from webapp.absence.rules.months import day_of
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import office_only
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("unit_absences", __name__, url_prefix="/units/<int:unit_id>/absences")


@bp.get("")
@office_only
def index(unit_id: int):
    unit = managed_unit_of(current_user, unit_id)
    day = day_of(request.args.get("day", "")) or clock.today()
    look_at_day(current_user, unit, day)
    stands = unit_day_of(unit, day)
    group_id, reason = request.args.get("group", type=int), request.args.get("reason", "")
    return page(
        "absence/unit_absences/index.html",
        unit=unit,
        stands=stands,
        rows=stands.narrowed(group_id, reason),
        group_id=group_id,
        reason=reason,
        previous=day - timedelta(days=1),
        following=day + timedelta(days=1),
        today=clock.today(),
        sources=SOURCES,
        state_names=STATE_NAMES,
        reason_said=reason_said,
    )


@bp.get("/new")
@office_only
def new(unit_id: int):
    unit = managed_unit_of(current_user, unit_id)
    form = PhoneReportForm(
        data={"child": request.args.get("child_id", type=int), "first_day": clock.today(), "reason": "ill"}
    )
    return compose(unit, form)


def compose(unit, form):
    form.offer(children_choices_of(unit), reasons_of(unit))
    return page("absence/unit_absences/new.html", unit=unit, form=form)


@bp.post("")
@office_only
def create(unit_id: int):
    unit = managed_unit_of(current_user, unit_id)
    choices = children_choices_of(unit)
    form = PhoneReportForm(request.form).offer(choices, reasons_of(unit))
    if form.validate():
        child = next(child for child, _groups in choices if child.id == form.child.data)
        try:
            record_absence(
                current_user, child, unit, form.reason.data, form.span, form.note.data, "phone", form.key.data
            )
            flash(_("%(child)s is gemeld. De ouders en de leerkracht weten het.", child=child.given_name), "success")
            return redirect(url_for("unit_absences.index", unit_id=unit.id, day=form.first_day.data), 303)
        except Refused as refusal:
            form.refuse(REFUSALS[refusal.code] % refusal.values)
    return page("absence/unit_absences/new.html", unit=unit, form=form), 422
