"""Papers that belong to a request: looked at before a transaction begins, added within one."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.files import keep_file, tidy_name
from webapp.core.papers import NotAPaper, clean_paper
from webapp.leave.actions.events import note_event
from webapp.leave.models import LeaveAttachment, LeaveRequest
from webapp.leave.notices import tell_of_family_step
from webapp.leave.rules.states import OPEN

MOST = 5


class KeptPaper(NamedTuple):
    """A paper that was made safe and kept: its name for people, and that of its file."""

    name: str
    file: str


def keep_papers(sent: Iterable[tuple[str, bytes]]) -> list[KeptPaper]:
    """Keep what was sent (name, bytes), made safe; refused as a whole when one of them is no paper. Takes time, so call
    it before the transaction."""
    sent = list(sent)
    if len(sent) > MOST:
        raise Refused("too_many_files")
    try:
        cleaned = [(name, *clean_paper(data)) for name, data in sent]
    except NotAPaper as problem:
        raise Refused(str(problem)) from None
    return [KeptPaper(tidy_name(name, suffix), keep_file(data, suffix)) for name, data, suffix in cleaned]


def add_papers(by: Person, request: LeaveRequest, papers: Sequence[KeptPaper]) -> None:
    """Put papers to a request, inside a transaction; refused when there would be more than five."""
    if LeaveAttachment.select().where(LeaveAttachment.request == request).count() + len(papers) > MOST:
        raise Refused("too_many_files")
    for paper in papers:
        LeaveAttachment.create(request=request, name=paper.name, file=paper.file, by=by, at=clock.now())


@db.atomic()
def attach_papers(by: Person, request: LeaveRequest, papers: Sequence[KeptPaper]) -> None:
    """A parent adds papers to a request that is not decided yet; refused once it is. What is there already is not
    added twice."""
    # Locks the row until this is written: nothing is added to what somebody decides at this moment.
    is_open = (
        LeaveRequest.update(state=LeaveRequest.state)
        .where(LeaveRequest.id == request.id, LeaveRequest.state.in_(OPEN))
        .execute()
    )
    if not is_open:
        raise Refused("moved_on", state=LeaveRequest.get_by_id(request.id).state)
    known = {row.file for row in LeaveAttachment.select().where(LeaveAttachment.request == request)}
    new = [paper for paper in papers if paper.file not in known]
    if not new:
        return
    add_papers(by, request, new)
    note_event(request, "attached", by, names=[paper.name for paper in new])
    audit(by, "attach_papers", request, request.unit)
    tell_of_family_step(by, request, "attached")


def open_paper(by: Person, attachment: LeaveAttachment) -> str:
    """Somebody who may opens a paper: that is written down. Returns the name of its file."""
    audit(by, "open_leave_paper", attachment, attachment.request.unit, request=attachment.request_id)
    return attachment.file
