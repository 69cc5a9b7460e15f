"""A file of another calendar program: choose it, see what it would do, and place it."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import ngettext
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.school_calendar.actions.import_files import discard_import, receive_calendar
from webapp.school_calendar.actions.imports import apply_import
from webapp.school_calendar.forms.imports import CalendarFileForm, ChosenForm
from webapp.school_calendar.phrases.imports import REASONS, REFUSALS
from webapp.school_calendar.queries.imports import (
    choices_in,
    import_of,
    lines_of,
    received_in,
    unit_written_to,
    units_written_to,
)
from webapp.school_calendar.rules.received_files import LARGEST
from webapp.school_calendar.rules.received_plans import STATES
from webapp.schools.policies import staff_only

bp = Blueprint("calendar_imports", __name__, url_prefix="/calendar/imports")


@bp.get("/new")
@staff_only
def new():
    return choosing(CalendarFileForm().offer(units_written_to(current_user)))


def choosing(form: CalendarFileForm) -> str:
    return page("school_calendar/calendar_imports/new.html", form=form)


@bp.post("")
@limiter.limit("30 per hour", key_func=lambda: f"calendar-import:{getattr(current_user, 'id', None)}")
@staff_only
def create():
    form, sent = CalendarFileForm(request.form).offer(units_written_to(current_user)), request.files.get("file")
    if form.units and form.validate():
        try:
            if not sent or not sent.filename:
                raise Refused("no_file")
            unit = unit_written_to(current_user, form.unit_id)
            made = receive_calendar(current_user, unit, sent.filename, sent.read(LARGEST + 1))
            return redirect(url_for(".show", calendar_import_id=made.id), 303)
        except Refused as refusal:
            form.file.errors = [REFUSALS[refusal.code]]
    return choosing(form), 422


@bp.get("/<int:calendar_import_id>")
@staff_only
def show(calendar_import_id: int):
    calendar_import = import_of(current_user, calendar_import_id)
    return preview(calendar_import, None)


def preview(calendar_import, form: ChosenForm | None) -> str:
    lines = lines_of(current_user, calendar_import.unit, received_in(calendar_import))
    choices = choices_in(current_user, calendar_import.unit)
    if form is None:
        only = [choices[0].part.key] if len(choices) == 1 else None
        form = ChosenForm(data={"pick": [line.number for line in lines if line.does_something], "audience": only})
    return page(
        "school_calendar/calendar_imports/show.html",
        calendar_import=calendar_import,
        form=form,
        choices=choices,
        lines={state: [line for line in lines if line.state == state] for state in STATES},
        reasons=REASONS,
    )


@bp.post("/<int:calendar_import_id>")
@staff_only
def update(calendar_import_id: int):
    calendar_import = import_of(current_user, calendar_import_id)
    form = ChosenForm(request.form)
    parts = form.parts_among(choices_in(current_user, calendar_import.unit))
    try:
        if not form.validate():
            raise Refused("nothing_chosen")
        counts = apply_import(current_user, calendar_import, form.pick.data, parts, is_told=form.is_told.data)
        flash(done(sum(counts.values())), "success")
        return redirect(url_for("calendar.index"), 303)
    except Refused as refusal:
        if refusal.code == "already_applied":
            flash(REFUSALS[refusal.code], "warning")
            return redirect(url_for("calendar.index"), 303)
        form.refuse(REFUSALS[refusal.code])
    return preview(calendar_import, form), 422


def done(number: int) -> str:
    return ngettext("%(num)s ding staat in de agenda.", "%(num)s dingen staan in de agenda.", number)


@bp.post("/<int:calendar_import_id>/removal")
@staff_only
def destroy(calendar_import_id: int):
    discard_import(current_user, import_of(current_user, calendar_import_id))
    flash(_("Het bestand is verwijderd. Er is niets veranderd."), "success")
    return redirect(url_for(".new"), 303)
