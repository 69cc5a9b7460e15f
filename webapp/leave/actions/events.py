"""The history of a request: each step is a row, and the state follows it."""

import json
from typing import Any

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.leave.models import LeaveEvent, LeaveRequest
from webapp.leave.rules.states import FOLLOWS


def note_event(request: LeaveRequest, kind: str, by: Person, text: str = "", **details: Any) -> LeaveEvent:
    """Add a step to the history, inside the transaction that takes it."""
    return LeaveEvent.create(
        request=request,
        kind=kind,
        by=by,
        by_name=by.name,
        at=clock.now(),
        text=text,
        details=json.dumps(details, default=str, ensure_ascii=False),
    )


def take_step(request: LeaveRequest, step: str) -> None:
    """Bring a request to the state after this step. Refused (`moved_on`) when it is in no state for it any more:
    of two who act at once the first decides, for the state changes in one statement."""
    after, allowed = FOLLOWS[step]
    changed = (
        LeaveRequest.update(state=after).where(LeaveRequest.id == request.id, LeaveRequest.state.in_(allowed)).execute()
    )
    if not changed:
        raise Refused("moved_on", state=LeaveRequest.get_by_id(request.id).state)
    request.state = after
