"""One request, as the school deals with it: all that happened, what belongs to it, and what was decided before."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from peewee import JOIN, ModelSelect

from webapp.absence.rules.reports import Span
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.leave.models import LeaveDecision, LeaveEvent, LeaveRequest
from webapp.leave.queries.asking import Place, known_of, unit_known
from webapp.leave.queries.used_days import halves_used_by
from webapp.leave.rules.assessing import Draft, Said, assess
from webapp.leave.rules.comparing import Compared, most_alike
from webapp.leave.rules.decisions import PROFESSION, WEIGHTY, Asked, is_inside
from webapp.leave.rules.kinds import FAMILY, KINDS, Kind
from webapp.leave.rules.limits import first_weeks_of
from webapp.leave.rules.states import DECIDABLE
from webapp.schools.models import Child, Unit
from webapp.schools.queries.children import group_names_of
from webapp.schools.queries.school_days import calendar_of, year_calendar_of
from webapp.schools.queries.standing import standing_of
from webapp.schools.rules.school_days import halves_between

RECENT = 200  # decisions of a unit among which alike ones are looked for


def requests_seen_by(person: Person) -> ModelSelect:
    """The requests at the units whose office or director this person is."""
    return in_units(standing_of(person).managed_units)


def requests_decided_by(person: Person) -> ModelSelect:
    """The requests at the units whose director this person is: who decides."""
    return in_units(standing_of(person).units_as("director"))


def in_units(unit_ids: Iterable[int]) -> ModelSelect:
    return (
        LeaveRequest.select(LeaveRequest, Child, Unit, Person)
        .join(Child)
        .join_from(LeaveRequest, Unit)
        .join_from(LeaveRequest, Person, JOIN.LEFT_OUTER)
        .where(LeaveRequest.unit.in_(list(unit_ids)))
    )


def request_seen_by(person: Person, request_id: int) -> LeaveRequest:
    """One of them; raises DoesNotExist for who is not its office or director."""
    return requests_seen_by(person).where(LeaveRequest.id == request_id).get()


def request_decided_by(person: Person, request_id: int) -> LeaveRequest:
    """One of them; raises DoesNotExist for who is not its director."""
    return requests_decided_by(person).where(LeaveRequest.id == request_id).get()


def decides_at(person: Person, unit_id: int) -> bool:
    """Whether somebody decides at a unit: its director does."""
    return unit_id in standing_of(person).units_as("director")


def asked_together(person: Person, request: LeaveRequest) -> list[LeaveRequest]:
    """The requests that were asked at once and that this director can still decide, the oldest child first."""
    waiting = requests_decided_by(person).where(LeaveRequest.batch == request.batch, LeaveRequest.state.in_(DECIDABLE))
    return list(waiting.order_by(Child.birthdate, LeaveRequest.id))


def siblings_of(person: Person, request: LeaveRequest) -> list[LeaveRequest]:
    """The other requests that were asked at once, of units whose office or director this person is."""
    others = requests_seen_by(person).where(LeaveRequest.batch == request.batch, LeaveRequest.id != request.id)
    return list(others.order_by(Child.birthdate, LeaveRequest.id))


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the history of a request, as it is shown."""

    kind: str
    by_name: str
    at: datetime
    text: str
    details: dict


def history_of(request: LeaveRequest) -> list[Step]:
    """What happened to a request, the first thing first."""
    rows = LeaveEvent.select().where(LeaveEvent.request == request).order_by(LeaveEvent.id)
    return [Step(row.kind, row.by_name, row.at, row.text, json.loads(row.details)) for row in rows]


def span_asked(request: LeaveRequest) -> Span:
    """From when until when leave was asked."""
    return Span(request.first_day, request.last_day, request.starts_at, request.ends_at)


def span_given(decision: LeaveDecision) -> Span | None:
    """From when until when leave was given; None when it was refused."""
    if decision.first_day is None:
        return None
    return Span(decision.first_day, decision.last_day, decision.starts_at, decision.ends_at)


def halves_given(request: LeaveRequest, span: Span) -> int:
    """How many half school days of the child's unit a part of what was asked takes; none when it is no part of it."""
    last = span.last_day or span.first_day
    if not is_inside(span, span_asked(request)):
        return 0
    return halves_between(
        calendar_of(request.unit, span.first_day, last), span.first_day, last, span.starts_at, span.ends_at
    )


def asked_of(request: LeaveRequest) -> Asked:
    """What was asked with a request, and what the child had in that school year already."""
    used = halves_used_by([request.child_id], request.first_day)
    return Asked(
        request.ground,
        span_asked(request),
        request.halves,
        used.get((request.child_id, WEIGHTY), 0),
        used.get((request.child_id, PROFESSION), 0),
        first_weeks_of(year_calendar_of(request.unit, request.first_day), request.first_day),
    )


def said_of(request: LeaveRequest) -> tuple[Said, ...]:
    """What the law, and the unit, say of a request as it was asked that day."""
    kind = next((one for one in KINDS if one.key == request.kind), Kind(request.kind, FAMILY, request.ground))
    draft = Draft(kind, request.first_day, request.last_day, request.starts_at, request.ends_at)
    place = Place(request.child, request.unit)
    used = halves_used_by([request.child_id], request.first_day)
    known = known_of(place, draft, unit_known(request.unit, draft), used)
    return assess(draft, replace(known, today=request.asked_at.astimezone(clock.SCHOOL_ZONE).date())).said


def decisions_like(request: LeaveRequest) -> list[Compared]:
    """The last decisions at the unit that are most like this request, of any child, without its name."""
    rows = (
        LeaveDecision.select(
            *(LeaveRequest.kind, LeaveRequest.kind_name, LeaveRequest.ground, LeaveRequest.halves),
            *(LeaveDecision.halves, LeaveDecision.outcome, LeaveDecision.decided_at),
        )
        .join(LeaveRequest)
        .where(LeaveRequest.unit == request.unit, LeaveRequest.batch != request.batch)
        .where((LeaveRequest.kind == request.kind) | (LeaveRequest.ground == request.ground))
        .order_by(LeaveDecision.id.desc())
        .limit(RECENT)
        .tuples()
    )
    return most_alike(request.kind, request.ground, [Compared(*row) for row in rows])


def confirmation_of(request: LeaveRequest, history: Iterable[Step]) -> tuple[str, str]:
    """Whether another guardian agreed: (`confirmed`, who), (`waiting`, ""), or (`not_asked`, "")."""
    confirmed = next((step for step in history if step.kind == "confirmed"), None)
    if confirmed:
        return "confirmed", confirmed.by_name
    return ("waiting", "") if request.state == "unconfirmed" else ("not_asked", "")


def was_asked(request: LeaveRequest, key: str) -> bool:
    """Whether the question with this key was asked already."""
    return any(step.kind == "question" and step.details.get("key") == key for step in history_of(request))


def group_name_of(request: LeaveRequest) -> str:
    """In which group the child is at the unit now, as its name; empty when it went."""
    return ", ".join(group_names_of(request.unit, [request.child_id]).get(request.child_id, []))
