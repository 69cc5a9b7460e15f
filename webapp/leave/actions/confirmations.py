"""The other guardian confirms a request, where the school wants both."""

from webapp.accounts.models import Person
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.leave.actions.events import note_event, take_step
from webapp.leave.models import LeaveRequest
from webapp.leave.notices import tell_of_family_step
from webapp.leave.queries.people import who_may_confirm


@db.atomic()
def confirm_request(guardian: Person, request: LeaveRequest) -> None:
    """A guardian with authority confirms what the other one asked, and the school can decide; refused to who asked it
    and to who has no authority."""
    if guardian not in who_may_confirm(request.child, request.unit, request.asked_by_id):
        raise Refused("not_yours_to_confirm")
    take_step(request, "confirmed")
    note_event(request, "confirmed", guardian)
    audit(guardian, "confirm_request", request, request.unit)
    tell_of_family_step(guardian, request, "confirmed")
