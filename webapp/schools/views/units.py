"""Units: all of them for an administrator, and the settings of one for its director."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core import clock
from webapp.core.colours import contrast_with_white, scale_of
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.jobs import last_pulse
from webapp.core.mail import unsent_mail
from webapp.schools.actions.units import add_unit, change_unit
from webapp.schools.forms.units import LogoForm, NewUnitForm, UnitForm, is_colour
from webapp.schools.phrases import KINDS, UNIT_REFUSALS
from webapp.schools.policies import admin_only, director_or_admin
from webapp.schools.queries.standing import standing_of
from webapp.schools.queries.units import every_unit_summary, settable_unit_of

bp = Blueprint("units", __name__, url_prefix="/units")

WORKER_IS_LATE_AFTER = 150


@bp.get("")
@admin_only
def index():
    waiting, failed = unsent_mail()
    pulse = last_pulse()
    return page(
        "schools/units/index.html",
        summaries=every_unit_summary(),
        kinds=KINDS,
        waiting=waiting,
        failed=failed,
        pulse=pulse,
        is_alive=pulse is not None and (clock.now() - pulse).total_seconds() < WORKER_IS_LATE_AFTER,
    )


@bp.get("/new")
@admin_only
def new():
    return page("schools/units/new.html", form=NewUnitForm())


@bp.post("")
@admin_only
def create():
    form = NewUnitForm(request.form)
    if form.validate():
        try:
            unit = add_unit(current_user, **form.values)
            flash(_("%(unit)s staat erbij. Geef nu de directeur een functie.", unit=unit.name), "success")
            return redirect(url_for("staff_members.new", unit_id=unit.id), 303)
        except Refused as refusal:
            form.refuse(UNIT_REFUSALS[refusal.code])
    return page("schools/units/new.html", form=form), 422


@bp.get("/<int:unit_id>/settings")
@director_or_admin
def edit(unit_id):
    unit = settable_unit_of(current_user, unit_id)
    return setting(unit, UnitForm(obj=unit), LogoForm(), request.args.get("colour"))


@bp.post("/<int:unit_id>/settings")
@director_or_admin
def update(unit_id):
    unit = settable_unit_of(current_user, unit_id)
    form = UnitForm(request.form)
    if form.validate():
        try:
            change_unit(current_user, unit, **form.values)
            flash(_("De instellingen zijn opgeslagen."), "success")
            return redirect(url_for("units.edit", unit_id=unit.id), 303)
        except Refused as refusal:
            form.refuse(UNIT_REFUSALS[refusal.code])
    return setting(unit, form, LogoForm()), 422


def setting(unit, form, logo_form, colour=None):
    """The page of settings; htmx asks for the preview of a colour alone."""
    shown = next(one for one in (colour, form.colour.data, "#0f766e") if is_colour(one))
    return page(
        "schools/units/edit.html",
        block="preview",
        unit=unit,
        form=form,
        logo_form=logo_form,
        scale=scale_of(shown),
        contrast=contrast_with_white(shown),
        is_admin=standing_of(current_user).is_admin,
        is_managed=unit.id in standing_of(current_user).managed_units,
    )
