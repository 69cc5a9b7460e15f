"""Whom the portal tells of leave. No child's name and no reason: these texts stand on lock screens and in mails."""

from collections.abc import Iterable, Sequence
from typing import Any

from webapp.accounts.models import Person
from webapp.leave.models import LeaveRequest
from webapp.leave.phrases.desk import (
    DECIDED_BODY,
    DECIDED_TITLE,
    QUESTION_BODY,
    QUESTION_TITLE,
    REFERRED_BODY,
    REFERRED_TITLE,
)
from webapp.leave.phrases.requests import (
    ASKED_TITLE,
    CHANGED_TITLE,
    TOLD_GUARDIANS,
    TOLD_GUARDIANS_CHANGED,
    TOLD_SCHOOL,
    TOLD_SCHOOL_CHANGED,
    TOLD_TO_CONFIRM,
)
from webapp.leave.queries.people import other_guardians_of, who_may_confirm
from webapp.notifications.actions.telling import notify_in_own_language
from webapp.schools.models import Unit
from webapp.schools.queries.staff import managers_of

KIND = "leave"


def tell_of_requests(by: Person, requests: Sequence[LeaveRequest]) -> None:
    """The children's other guardians hear once of all that was asked for them, and who has to confirm hears that.

    Office and director hear of what they can go on with.
    """
    confirming = {
        person.id: person
        for request in requests
        if request.state == "unconfirmed"
        for person in who_may_confirm(request.child, request.unit, by.id)
    }
    others = {
        person.id: person for request in requests for person in other_guardians_of(request.child, by, request.unit)
    }
    key, path = f"leave-asked-{requests[0].id}", path_for_family(requests)
    readers = [person for person in others.values() if person.id not in confirming]
    tell(readers, ASKED_TITLE, TOLD_GUARDIANS, path, f"{key}-g", by, requests[0].unit)
    tell(confirming.values(), ASKED_TITLE, TOLD_TO_CONFIRM, path, f"{key}-c", by, requests[0].unit)
    for unit in {request.unit_id: request.unit for request in requests if request.state != "unconfirmed"}.values():
        tell(but(by, managers_of(unit)), ASKED_TITLE, TOLD_SCHOOL, path_for_school(unit), f"{key}-s{unit.id}", by, unit)


def tell_of_family_step(by: Person, request: LeaveRequest, step: str) -> None:
    """A guardian confirmed, answered, added a paper or took it back: the other guardians, office and director hear."""
    key = f"leave-{step}-{request.id}-{request.events.count()}"
    others = other_guardians_of(request.child, by, request.unit)
    path = path_for_family([request])
    tell(others, CHANGED_TITLE, TOLD_GUARDIANS_CHANGED, path, f"{key}-g", by, request.unit)
    managers, there = but(by, managers_of(request.unit)), path_for_school(request.unit)
    tell(managers, CHANGED_TITLE, TOLD_SCHOOL_CHANGED, there, f"{key}-s", by, request.unit)


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
    key = f"leave-{event}-{request.id}-{request.events.count()}"
    people = other_guardians_of(request.child, by, request.unit)
    tell(people, title, body, path_for_family([request]), key, by, request.unit)


def path_for_family(requests: Sequence[LeaveRequest]) -> str:
    return f"/leave/{requests[0].id}" if len(requests) == 1 else "/leave"


def path_for_school(unit: Unit) -> str:
    return f"/units/{unit.id}/leave"


def but(by: Person, people: Iterable[Person]) -> list[Person]:
    """All of these but who did it."""
    return [person for person in people if person.id != by.id]


def tell(people: Iterable[Person], title: Any, body: Any, path: str, key: str, by: Person, unit: Unit) -> None:
    if told := list(people):
        notify_in_own_language(KIND, told, title, body, path, key=key, author=by, unit=unit)
