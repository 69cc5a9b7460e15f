"""Which column of the school's table holds what."""

import json

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import go_to, page
from webapp.schools.actions.imports import choose_mapping
from webapp.schools.forms.imports import MappingForm
from webapp.schools.phrases import IMPORT_REFUSALS
from webapp.schools.policies import office_only
from webapp.schools.queries.imports import columns_of, managed_import_of

bp = Blueprint("mappings", __name__, url_prefix="/imports/<int:import_id>/mapping")


@bp.get("")
@office_only
def edit(import_id):
    school_import = managed_import_of(current_user, import_id)
    if not has_columns(school_import):
        return redirect(url_for("imports.show", import_id=import_id))
    chosen = {field: heading for heading, field in json.loads(school_import.mapping or "{}").items()}
    return edit_page(school_import, MappingForm(data=chosen), *columns_of(school_import))


@bp.post("")
@office_only
def update(import_id):
    school_import = managed_import_of(current_user, import_id)
    if not has_columns(school_import):
        return redirect(url_for("imports.show", import_id=import_id), 303)
    columns = columns_of(school_import)
    form = MappingForm(request.form).offer(*columns)
    if form.validate():
        try:
            return go_to(url_for("long_jobs.show", job_id=choose_mapping(current_user, school_import, form.mapping).id))
        except Refused as refusal:
            form.refuse(IMPORT_REFUSALS[refusal.code])
    return edit_page(school_import, form, *columns), 422


def has_columns(school_import):
    """Whether the columns of this import can be matched now: a table, not being read or applied."""
    return school_import.kind != "edexml" and school_import.state in ("uploaded", "mapping", "planned", "refused")


def edit_page(school_import, form, headings, sample):
    return page(
        "schools/mappings/edit.html",
        school_import=school_import,
        unit=school_import.unit,
        form=form.offer(headings, sample),
        headings=headings,
        sample=sample,
    )
