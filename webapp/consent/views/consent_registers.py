"""The register of a group as a table for a spreadsheet, as it stood on a day."""

from flask import Blueprint, abort
from flask_login import current_user

from webapp.consent.actions.registers import look_at_register
from webapp.consent.phrases import REGISTER_HEADINGS
from webapp.consent.queries.registers import lines_of, managed_group_of, register_of
from webapp.consent.rules.days import day_asked
from webapp.core import clock
from webapp.core.spreadsheets import send_csv
from webapp.schools.policies import office_only

bp = Blueprint("consent_registers", __name__, url_prefix="/groups/<int:group_id>/consent-registers")


@bp.get("/<day>.csv")
@office_only
def show(group_id: int, day: str):
    group = managed_group_of(current_user, group_id)
    on = day_asked(day, clock.today()) or abort(404)
    look_at_register(current_user, group, on)
    name = f"register-{on.isoformat()}-groep-{group_id}.csv"
    return send_csv(name, REGISTER_HEADINGS, lines_of(register_of(group, on)))
