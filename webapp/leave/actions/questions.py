"""The school asks something before it decides, and looks at a request."""

from webapp.accounts.models import Person
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.leave.actions.events import note_event, take_step
from webapp.leave.models import LeaveRequest
from webapp.leave.notices import tell_of_question
from webapp.leave.queries.desk import was_asked


@db.atomic()
def ask_question(by: Person, request: LeaveRequest, text: str, key: str) -> None:
    """Office or director asks the family something; they are told. The same key again asks nothing more. Refused
    (`moved_on`) when the request was decided meanwhile."""
    if was_asked(request, key):
        return  # also when it was answered meanwhile: it waits for no second answer
    take_step(request, "question")
    if was_asked(request, key):
        return  # by the same tap, while this one waited for it
    note_event(request, "question", by, text, key=key)
    audit(by, "ask_question", request, request.unit)
    tell_of_question(by, request)


def look_at_request(by: Person, request: LeaveRequest) -> None:
    """Who of the school looks at a request is written down: it may tell of health, religion or a family's troubles."""
    audit(by, "open_leave_request", request, request.unit)
