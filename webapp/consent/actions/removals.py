"""Asking that earlier pictures are taken away, and the school's answer (AVG art. 17)."""

from peewee import IntegrityError

from webapp.accounts.models import Person
from webapp.consent.models import RemovalRequest
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools.models import Child, Unit


@db.atomic()
def ask_removal(by: Person, child: Child, unit: Unit, subject: str = "") -> tuple[RemovalRequest, bool]:
    """A guardian asks to take away a picture of an own child (`subject`: `photo-12`), or all of them at this unit
    (empty). Returns the request, and whether it is a new one: one that waits already is not asked twice.
    """
    try:
        with db.atomic():
            request = RemovalRequest.create(child=child, unit=unit, subject=subject, asked_by=by, asked_at=clock.now())
    except IntegrityError:
        same = (RemovalRequest.child == child) & (RemovalRequest.unit == unit) & (RemovalRequest.subject == subject)
        return RemovalRequest.get(same, RemovalRequest.answered_at.is_null()), False
    audit(by, "ask_removal", request, unit, child=child.id, of=subject)
    return request, True


@db.atomic()
def answer_removal(by: Person, request: RemovalRequest, answer: str, reason: str = "") -> None:
    """The school tells what it did: `removed`, or `kept` with the reason why; the first answer stands."""
    if answer == "kept" and not reason.strip():
        raise Refused("no_reason")
    answered = (
        RemovalRequest.update(answer=answer, reason=reason.strip(), answered_by=by, answered_at=clock.now())
        .where(RemovalRequest.id == request.id, RemovalRequest.answered_at.is_null())
        .execute()
    )
    if not answered:
        raise Refused("answered_already")
    audit(by, "answer_removal", request, request.unit, answer=answer)
