"""The list of requests for the office, as a spreadsheet reads it."""

import csv
from io import StringIO

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.leave.models import LeaveRequest
from webapp.leave.phrases.desk import DESK_STATES, GROUNDS_SHORT, LIST_HEADINGS
from webapp.leave.queries.queue import Wanted, requests_at
from webapp.schools.models import Unit
from webapp.schools.queries.children import group_names_of

BOM = "\ufeff"  # by which Excel knows that it is UTF-8
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def list_of(by: Person, unit: Unit, wanted: Wanted) -> str:
    """The requests that somebody sees on the screen as CSV, with ; between, as Dutch spreadsheets want it. Reasons stay
    in the portal. That it was taken out is written down."""
    requests = list(requests_at(unit, wanted))
    groups = group_names_of(unit, {request.child_id for request in requests})
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([str(heading) for heading in LIST_HEADINGS])
    writer.writerows(line_of(request, groups.get(request.child_id, [])) for request in requests)
    audit(by, "list_leave", unit, unit, rows=len(requests))
    return BOM + out.getvalue()


def line_of(request: LeaveRequest, groups: list[str]) -> list[str]:
    """A request as cells; days as numbers with a comma."""
    decision = getattr(request, "leavedecision", None)
    cells = [
        *(request.child.name, ", ".join(groups), request.first_day.isoformat(), request.last_day.isoformat()),
        *(request.starts_at, request.ends_at, as_days(request.halves), request.kind_name),
        *(str(GROUNDS_SHORT[request.ground]), str(DESK_STATES[request.state]), request.asked_by_name),
        *(request.asked_at.astimezone(clock.SCHOOL_ZONE).date().isoformat(), request.decide_by.isoformat()),
        *((as_days(decision.halves), decision.decided_by_name) if decision and decision.id else ("", "")),
    ]
    return [safe(cell) for cell in cells]


def as_days(halves: int) -> str:
    return f"{halves / 2:g}".replace(".", ",")


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
