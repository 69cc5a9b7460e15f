"""A parent takes a request back."""

from webapp.absence.actions.reports import withdraw_leave
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.leave.actions.events import note_event, take_step
from webapp.leave.models import LeaveRequest
from webapp.leave.notices import tell_of_family_step
from webapp.leave.rules.states import NEVER_BACK, absence_key, may_withdraw


@db.atomic()
def withdraw_request(parent: Person, request: LeaveRequest) -> None:
    """Who asked takes it back, and the absence that it became with it; refused once what was given has begun, and to
    another guardian."""
    if request.asked_by_id != parent.id:
        raise Refused("not_yours")
    state = LeaveRequest.get_by_id(request.id).state
    if not may_withdraw(state, request.first_day, request.last_day, clock.today()):
        raise Refused("moved_on" if state in NEVER_BACK else "begun_already", state=state)
    take_step(request, "withdrawn")
    note_event(request, "withdrawn", parent)
    withdraw_leave(parent, absence_key(request.id))
    audit(parent, "withdraw_request", request, request.unit)
    tell_of_family_step(parent, request, "withdrawn")
