"""A parent answers what the school asked."""

from collections.abc import Sequence

from webapp.accounts.models import Person
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.leave.actions.attachments import KeptPaper, add_papers
from webapp.leave.actions.events import note_event, take_step
from webapp.leave.models import LeaveRequest
from webapp.leave.notices import tell_of_family_step


@db.atomic()
def answer_question(parent: Person, request: LeaveRequest, text: str, papers: Sequence[KeptPaper] = ()) -> None:
    """A guardian answers the school's question, once; refused when it is answered already, decided or taken back."""
    if not text:
        raise Refused("answer_needed")
    take_step(request, "answer")
    add_papers(parent, request, papers)
    note_event(request, "answer", parent, text, names=[paper.name for paper in papers])
    audit(parent, "answer_question", request, request.unit)
    tell_of_family_step(parent, request, "answer")
