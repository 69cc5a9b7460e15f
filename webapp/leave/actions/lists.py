"""The list of requests for the office, as a spreadsheet reads it."""

from typing import Any

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.leave.models import LeaveRequest
from webapp.leave.phrases.desk import DESK_STATES, GROUNDS_SHORT
from webapp.leave.queries.queue import Wanted, requests_at
from webapp.schools.models import Unit
from webapp.schools.queries.children import group_names_of


def list_of(by: Person, unit: Unit, wanted: Wanted) -> list[list[Any]]:
    """The requests that somebody sees on the screen, as rows of a table. Reasons stay in the portal. That it was taken
    out is written down."""
    requests = list(requests_at(unit, wanted))
    groups = group_names_of(unit, {request.child_id for request in requests})
    audit(by, "list_leave", unit, unit, rows=len(requests))
    return [line_of(request, groups.get(request.child_id, [])) for request in requests]


def line_of(request: LeaveRequest, groups: list[str]) -> list[Any]:
    """A request as cells; days as numbers with a comma."""
    decision = getattr(request, "leavedecision", None)
    return [
        *(request.child.name, ", ".join(groups), request.first_day, request.last_day),
        *(request.starts_at, request.ends_at, as_days(request.halves), request.kind_name),
        *(GROUNDS_SHORT[request.ground], DESK_STATES[request.state], request.asked_by_name),
        *(request.asked_at.astimezone(clock.SCHOOL_ZONE).date(), request.decide_by),
        *((as_days(decision.halves), decision.decided_by_name) if decision and decision.id else ("", "")),
    ]


def as_days(halves: int) -> str:
    return f"{halves / 2:g}".replace(".", ",")
