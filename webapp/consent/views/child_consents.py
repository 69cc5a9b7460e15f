"""All choices for one child, as the office and director of its unit see them: who, what, when, and how."""

from flask import Blueprint
from flask_login import current_user

from webapp.consent.actions.registers import look_at_consents
from webapp.consent.phrases import CHOICES, OFFICE_OUTCOMES, recorded_said
from webapp.consent.queries.registers import histories_of, managed_units_with
from webapp.core import clock
from webapp.core.htmx import page
from webapp.schools.policies import office_only
from webapp.schools.queries.children import managed_child_of

bp = Blueprint("child_consents", __name__, url_prefix="/children/<int:child_id>/consents")


@bp.get("")
@office_only
def index(child_id: int):
    child = managed_child_of(current_user, child_id)
    units = managed_units_with(current_user, child)
    look_at_consents(current_user, child, units)
    return page(
        "consent/child_consents/index.html",
        child=child,
        units=[(unit, histories_of(child, unit, clock.today())) for unit in units],
        choices=CHOICES,
        outcomes=OFFICE_OUTCOMES,
        recorded_said=recorded_said,
    )
