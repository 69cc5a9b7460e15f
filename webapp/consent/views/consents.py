"""Beeldgebruik: a guardian's choices for each own child, at each unit."""

from typing import Any

from flask import Blueprint, request, url_for
from flask_login import current_user

from webapp.consent.actions.decisions import choose
from webapp.consent.phrases import CHOICES, OUTCOMES, REFUSALS, recorded_said
from webapp.consent.queries.own import Sheet, sheet_of, sheets_of
from webapp.core.errors import Refused
from webapp.core.htmx import answer, page
from webapp.core.rate_limits import limiter
from webapp.schools.policies import guardian_only

bp = Blueprint("consents", __name__, url_prefix="/consents")

ONE = "/<int:child_id>/<int:unit_id>/<purpose_key>"


@bp.get("")
@guardian_only
def index():
    return page("consent/consents/index.html", children=sheets_of(current_user), **words())


def words() -> dict[str, Any]:
    return {"choice_names": CHOICES, "outcome_names": OUTCOMES, "no_authority": REFUSALS["no_authority"],
            "recorded_said": recorded_said}  # fmt: skip


@bp.get(f"{ONE}/edit")
@guardian_only
def edit(child_id: int, unit_id: int, purpose_key: str):
    return choosing(sheet_of(current_user, child_id, unit_id), purpose_key)


def choosing(sheet: Sheet, key: str, refusal: object = None) -> str:
    """One purpose with its two buttons; in place when htmx asks."""
    return page(
        "consent/consents/edit.html",
        block="consent",
        sheet=sheet,
        consent=sheet.consent(key),
        is_changing=True,
        refusal=refusal,
        **words(),
    )


@bp.post(ONE)
@limiter.limit("300 per hour", key_func=lambda: f"consents:{getattr(current_user, 'id', None)}")
@guardian_only
def update(child_id: int, unit_id: int, purpose_key: str):
    sheet = sheet_of(current_user, child_id, unit_id)
    sheet.consent(purpose_key)
    choice, removes_earlier = request.form.get("choice", ""), request.form.get("earlier") == "remove"
    read = request.form.get("round", type=int)
    try:
        choose(current_user, sheet.child, sheet.unit, purpose_key, choice, removes_earlier, read)
    except Refused as refusal:
        return choosing(sheet, purpose_key, REFUSALS[refusal.code]), 422
    return chosen(sheet_of(current_user, child_id, unit_id), purpose_key)


def chosen(sheet: Sheet, key: str):
    """What was chosen just now, as it stands in the register."""
    return answer(
        "consent/consents/update.htmx.html",
        back_to=url_for(".index", _anchor=f"consent-{sheet.child.id}-{sheet.unit.id}-{key}"),
        sheet=sheet,
        consent=sheet.consent(key),
        **words(),
    )
