"""Requests for leave as a family sees them: its own, one of them, and what belongs to one."""

import json
from collections.abc import Iterable
from typing import Any

from peewee import JOIN, Expression, ModelSelect

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.documents.models import Letter
from webapp.documents.queries.letters import letters_about
from webapp.leave.models import LeaveAttachment, LeaveDecision, LeaveEvent, LeaveRequest
from webapp.leave.rules.states import GIVEN, OPEN
from webapp.schools.models import Child, Unit
from webapp.schools.queries.own_children import places_told_of
from webapp.schools.queries.standing import standing_of

FILTERS = {"open": OPEN, "given": (*GIVEN, "noted"), "refused": ("refused", "referred"), "withdrawn": ("withdrawn",)}


def leave_requests_of(person: Person) -> ModelSelect:
    """The requests for this guardian's children at the units where they are linked, the latest leave first."""
    return (
        LeaveRequest.select(LeaveRequest, Child, Unit, Person)
        .join(Child)
        .join_from(LeaveRequest, Unit)
        .join_from(LeaveRequest, Person, JOIN.LEFT_OUTER)
        .where(is_own(person))
        .order_by(LeaveRequest.first_day.desc(), LeaveRequest.id.desc())
    )


def is_own(person: Person) -> Expression:
    """The condition that a request is for a child of whom this person is told everything, at a unit of theirs."""
    found = LeaveRequest.id == 0
    for child_id, unit_id in {(place.child_id, place.unit_id) for place in places_told_of(person)}:
        found |= (LeaveRequest.child == child_id) & (LeaveRequest.unit == unit_id)
    return found


def leave_request_of(person: Person, request_id: int) -> LeaveRequest:
    """One of them; raises DoesNotExist for any other."""
    return leave_requests_of(person).where(LeaveRequest.id == request_id).get()


def filtered_requests_of(person: Person, child_id: int | None, state: str | None) -> ModelSelect:
    """Those for one child, and those that came as far as `state` says; unknown words filter nothing."""
    rows = leave_requests_of(person)
    rows = rows.where(LeaveRequest.child == child_id) if child_id else rows
    return rows.where(LeaveRequest.state.in_(FILTERS[state])) if state in FILTERS else rows


def current_requests_of(person: Person) -> ModelSelect:
    """What still matters to a guardian: what is not decided, and leave that is not over; the first to come first."""
    is_to_come = LeaveRequest.state.in_([*GIVEN, "referred", "noted"]) & (LeaveRequest.last_day >= clock.today())
    return (
        leave_requests_of(person)
        .where(LeaveRequest.state.in_(OPEN) | is_to_come)
        .order_by(LeaveRequest.first_day, LeaveRequest.id)
    )


def asked_with(person: Person, request: LeaveRequest) -> list[LeaveRequest]:
    """The requests for brothers and sisters that were sent at once with this one."""
    same = (LeaveRequest.batch == request.batch) & (LeaveRequest.id != request.id)
    return list(leave_requests_of(person).where(same).order_by(LeaveRequest.id))


def events_of(request: LeaveRequest) -> list[LeaveEvent]:
    """What happened to a request, the first thing first."""
    return list(LeaveEvent.select().where(LeaveEvent.request == request).order_by(LeaveEvent.id))


def details_of(event: LeaveEvent) -> dict[str, Any]:
    """What was kept of a step besides its text."""
    return json.loads(event.details)


def question_of(events: Iterable[LeaveEvent]) -> LeaveEvent | None:
    """The last question of the school."""
    return next((event for event in reversed(list(events)) if event.kind == "question"), None)


def decision_of(request: LeaveRequest) -> LeaveDecision | None:
    """What was decided, once it was."""
    return LeaveDecision.get_or_none(LeaveDecision.request == request)


def attachments_of(request: LeaveRequest) -> ModelSelect:
    """The papers that belong to a request, the first one first."""
    return LeaveAttachment.select().where(LeaveAttachment.request == request).order_by(LeaveAttachment.id)


def attachment_for(person: Person, request_id: int, attachment_id: int) -> LeaveAttachment:
    """A paper of a request for one's own child, or of one that this person decides (a director); else DoesNotExist."""
    decides = LeaveRequest.unit.in_(standing_of(person).units_as("director"))
    return (
        LeaveAttachment.select(LeaveAttachment, LeaveRequest, Unit)
        .join(LeaveRequest)
        .join(Unit)
        .where(LeaveAttachment.id == attachment_id, LeaveRequest.id == request_id)
        .where(is_own(person) | decides)
        .get()
    )


def letters_of(request: LeaveRequest) -> dict[str, Letter]:
    """The letters about a request that the family may print: `confirmation`, and `decision` once there is one."""
    subject = f"leaverequest-{request.id}"
    found = {name: letters_about(f"leave/{name}", [subject]).get(subject) for name in ("confirmation", "decision")}
    return {name: letter for name, letter in found.items() if letter}
