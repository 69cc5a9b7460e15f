"""A month of a group as a table for a spreadsheet."""

from flask import Blueprint
from flask_login import current_user

from webapp.absence.actions.looks import look_at_month
from webapp.absence.phrases import MONTH_HEADINGS
from webapp.absence.queries.months import month_in
from webapp.core.spreadsheets import send_csv
from webapp.schools.policies import staff_only
from webapp.schools.queries.groups import group_of

bp = Blueprint("month_sheets", __name__, url_prefix="/groups/<int:group_id>/months")


@bp.get("/<month>.csv")
@staff_only
def show(group_id: int, month: str):
    stands = month_in(group_of(current_user, group_id), month)
    look_at_month(current_user, stands.group, stands.key)
    headings = [MONTH_HEADINGS[0], *(day.isoformat() for day in stands.days), *MONTH_HEADINGS[1:]]
    rows = [
        [
            row.child.name,
            *("" if code is None else code for code in row.codes),
            row.away or "",
            row.ill or "",
            row.on_leave or "",
            row.other or "",
        ]
        for row in stands.rows
    ]
    return send_csv(f"maand-{stands.key}-groep-{group_id}.csv", headings, rows)
