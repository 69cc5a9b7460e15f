"""The director decides: a besluit (Awb 1:3), in writing, with its ground and reason. All at once or not at all."""

from collections.abc import Sequence
from typing import NamedTuple

from webapp.absence.actions.reports import record_leave
from webapp.absence.rules.reports import Span
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.i18n import language_of
from webapp.documents.actions.letters import issue_letter
from webapp.leave.actions.events import note_event, take_step
from webapp.leave.actions.letter_facts import decision_facts
from webapp.leave.models import LeaveDecision, LeaveRequest
from webapp.leave.notices import tell_of_decision
from webapp.leave.phrases.requests import ABSENCE_NAME
from webapp.leave.queries.desk import asked_of, halves_given, span_asked
from webapp.leave.rules.decisions import OUTCOMES, PARTLY, REFUSED, Given, why_not_decided
from webapp.leave.rules.objections import objection_until
from webapp.leave.rules.states import absence_key
from webapp.schools.actions.turns import wait_for_turn


class Choice(NamedTuple):
    """What the director chose for one child; `part` only when it is given in part."""

    request: LeaveRequest
    outcome: str
    ground: str
    reason: str
    part: Span | None = None


@db.atomic()
def decide_requests(director: Person, choices: Sequence[Choice]) -> list[LeaveDecision]:
    """The director decides on the requests of brothers and sisters at once, each with its own outcome, ground and
    reason. What is given becomes an absence; a letter is issued; the family is told.

    Refused with the request it is about (`request_id`): when the law leaves it to somebody else, when ground or reason
    is missing, or (`moved_on`) when another director was first. Then nothing is decided.
    """
    if not choices:
        raise Refused("nobody_to_decide")
    wait_for_turn(choice.request.child_id for choice in choices)  # so that the days of a child are added up right
    return [decide(director, choice) for choice in choices]


def decide(director: Person, choice: Choice) -> LeaveDecision:
    request = choice.request
    if choice.outcome not in OUTCOMES:
        raise Refused("no_outcome", request_id=request.id)
    try:
        take_step(request, choice.outcome)
    except Refused as refusal:
        raise Refused(refusal.code, request_id=request.id, **refusal.values) from None
    if problem := problem_with(choice):
        raise Refused(problem, request_id=request.id)
    given = given_with(choice)
    decision = write_decision(director, request, given, choice.reason.strip())
    if given.outcome != REFUSED:
        note_given(director, request, given.span)
    issue_letter("leave/decision", request.unit, request.child, request, decision_facts(request, decision))
    audit(director, "decide_leave", request, request.unit, outcome=given.outcome, ground=given.ground)
    tell_of_decision(director, request)
    return decision


def note_given(director: Person, request: LeaveRequest, span: Span) -> None:
    """Leave that is given is an absence; what it is for stays in the request, for its teacher need not know."""
    with language_of("nl"):
        name = str(ABSENCE_NAME)
    record_leave(director, request.child, request.unit, span, name, absence_key(request.id))


def problem_with(choice: Choice) -> str | None:
    """Why the director cannot decide this, or None; asked before it is decided, and once more when it is."""
    return why_not_decided(asked_of(choice.request), given_with(choice), choice.reason)


def given_with(choice: Choice) -> Given:
    """What is given with a choice: all that was asked, the part, or nothing."""
    request = choice.request
    if choice.outcome == PARTLY:
        part = choice.part or span_asked(request)
        return Given(PARTLY, choice.ground, part, halves_given(request, part))
    return Given(choice.outcome, choice.ground, span_asked(request), 0 if choice.outcome == REFUSED else request.halves)


def write_decision(director: Person, request: LeaveRequest, given: Given, reason: str) -> LeaveDecision:
    span, is_given = given.span, given.outcome != REFUSED
    decision = LeaveDecision.create(
        request=request, outcome=given.outcome, ground=given.ground, reason=reason, halves=given.halves,
        first_day=span.first_day if is_given else None, last_day=span.last_day if is_given else None,
        starts_at=span.starts_at if is_given else "", ends_at=span.ends_at if is_given else "",
        decided_by=director, decided_by_name=director.name, decided_at=clock.now(),
        objection_until=objection_until(clock.today()),
    )  # fmt: skip
    note_event(request, "decided", director, reason, outcome=given.outcome, ground=given.ground, halves=given.halves)
    return decision
