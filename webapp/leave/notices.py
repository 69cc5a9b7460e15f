"""Whom the portal tells of leave. No child's name and no reason: these texts stand on lock screens and in mails."""

from typing import Any

from webapp.accounts.models import Person
from webapp.leave.models import LeaveRequest
from webapp.leave.phrases import (
    DECIDED_BODY,
    DECIDED_TITLE,
    QUESTION_BODY,
    QUESTION_TITLE,
    REFERRED_BODY,
    REFERRED_TITLE,
)
from webapp.notifications.actions.telling import notify_in_own_language
from webapp.schools.queries.own_children import guardians_of

KIND = "leave"


def tell_of_question(by: Person, request: LeaveRequest) -> None:
    """The guardians who read along hear that the school asks something."""
    tell_family(by, request, "question", QUESTION_TITLE, QUESTION_BODY)


def tell_of_decision(by: Person, request: LeaveRequest) -> None:
    """The guardians who read along hear that it was decided, not what."""
    tell_family(by, request, "decision", DECIDED_TITLE, DECIDED_BODY)


def tell_of_referral(by: Person, request: LeaveRequest) -> None:
    """The guardians who read along hear that somebody else decides."""
    tell_family(by, request, "referral", REFERRED_TITLE, REFERRED_BODY)


def tell_family(by: Person, request: LeaveRequest, event: str, title: Any, body: Any) -> None:
    people = [person for person in guardians_of(request.child) if person.id != by.id]
    key = f"leave-{event}-{request.id}-{request.events.count()}"
    notify_in_own_language(KIND, people, title, body, f"/leave/{request.id}", key=key, author=by, unit=request.unit)
