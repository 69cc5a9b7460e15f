"""The school's file: choose it, see what it would change, and apply it."""

import json

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import go_to, page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.schools.actions.import_files import receive_file
from webapp.schools.actions.imports import apply_import, discard_import, order_plan
from webapp.schools.forms.imports import UploadForm
from webapp.schools.phrases import IMPORT_REFUSALS, IMPORT_STATES, import_steps
from webapp.schools.policies import office_only
from webapp.schools.queries.imports import imports_of, managed_import_of
from webapp.schools.queries.standing import managed_unit_of
from webapp.schools.school_file import phrases as file_phrases

bp = Blueprint("imports", __name__)

SHOWN = 30  # earlier imports in the list


@bp.get("/units/<int:unit_id>/imports")
@office_only
def index(unit_id):
    return index_page(managed_unit_of(current_user, unit_id), UploadForm())


@bp.post("/units/<int:unit_id>/imports")
@limiter.limit("60 per hour", key_func=lambda: f"import:{getattr(current_user, 'id', None)}")
@office_only
def create(unit_id):
    unit = managed_unit_of(current_user, unit_id)
    form = UploadForm()
    sent = request.files.get("file")
    try:
        if not sent or not sent.filename:
            raise Refused("no_file")
        school_import = receive_file(current_user, unit, sent.filename, sent.read())
        if school_import.state == "mapping":
            return go_to(url_for("mappings.edit", import_id=school_import.id))
        return go_to(url_for("long_jobs.show", job_id=order_plan(current_user, school_import).id))
    except Refused as refusal:
        form.file.errors = [sentence_of(refusal)]
    return index_page(unit, form), 422


def index_page(unit, form):
    return page(
        "schools/imports/index.html",
        unit=unit,
        form=form,
        imports=list(imports_of(unit).limit(SHOWN)),
        states=IMPORT_STATES,
    )


def sentence_of(refusal):
    """Why a file was refused: by the portal, or by what stands in it, then with the line."""
    if refusal.code in IMPORT_REFUSALS:
        return IMPORT_REFUSALS[refusal.code]
    values = dict(refusal.values)
    return file_phrases.sentence_at(values.pop("line", None), refusal.code, values)


@bp.get("/imports/<int:import_id>")
@office_only
def show(import_id):
    return show_page(managed_import_of(current_user, import_id))


@bp.post("/imports/<int:import_id>")
@office_only
def update(import_id):
    """Apply the plan; or, for a file that was never read to its end, read it again."""
    school_import = managed_import_of(current_user, import_id)
    try:
        if school_import.state == "uploaded":
            job = order_plan(current_user, school_import)
        else:
            job = apply_import(current_user, school_import, is_sure="ends_many" in request.form)
        return go_to(url_for("long_jobs.show", job_id=job.id))
    except Refused as refusal:
        return show_page(managed_import_of(current_user, import_id), IMPORT_REFUSALS[refusal.code]), 422


@bp.post("/imports/<int:import_id>/removal")
@office_only
def destroy(import_id):
    school_import = managed_import_of(current_user, import_id)
    try:
        discard_import(current_user, school_import)
    except Refused as refusal:
        return show_page(managed_import_of(current_user, import_id), IMPORT_REFUSALS[refusal.code]), 422
    flash(_("Het bestand is verwijderd. Er is niets veranderd."), "success")
    return redirect(url_for("imports.index", unit_id=school_import.unit_id), 303)


def show_page(school_import, refusal=None):
    outline = json.loads(school_import.plan or "{}")
    counts = outline.get("counts", {})
    return page(
        "schools/imports/show.html",
        school_import=school_import,
        unit=school_import.unit,
        refusal=refusal,
        outline=outline,
        steps_to_take=import_steps(counts, is_done=school_import.state == "applied"),
        steps_in_short=import_steps(counts, only="children") or import_steps(counts),
        mistakes=[(line, file_phrases.sentence(code, values)) for line, code, values in outline.get("mistakes", [])],
        fields=file_phrases.FIELDS,
    )
