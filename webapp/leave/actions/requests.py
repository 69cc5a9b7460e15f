"""Asking for leave: one transaction for all children that are asked for at once."""

from collections.abc import Sequence

from peewee import IntegrityError

from webapp.absence.actions.reports import record_leave
from webapp.absence.rules.reports import Span
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.i18n import language_of
from webapp.leave.actions.attachments import KeptPaper, add_papers
from webapp.leave.actions.confirmation_letters import issue_confirmation
from webapp.leave.actions.events import note_event
from webapp.leave.models import LeaveRequest
from webapp.leave.notices import tell_of_requests
from webapp.leave.phrases.requests import ABSENCE_NAME, KIND_NAMES
from webapp.leave.queries.asking import Assessed, Place, assessed, overlapping_request, own_kinds_of
from webapp.leave.queries.people import who_may_confirm
from webapp.leave.queries.settings import leave_settings_of
from webapp.leave.rules.assessing import Draft
from webapp.leave.rules.deadlines import decide_by
from webapp.leave.rules.kinds import kinds_for
from webapp.leave.rules.states import absence_key


@db.atomic()
def request_leave(
    parent: Person,
    places: Sequence[Place],
    draft: Draft,
    reason: str,
    papers: Sequence[KeptPaper],
    idempotency_key: str,
) -> list[LeaveRequest]:
    """A parent asks leave for own children, one request each; what is a notice by law is noted at once.

    Refused when the law makes it impossible for one of them, or when it was asked already: then nothing is asked for
    anybody. The same key again gives the same requests.
    """
    check_asking(places, draft)
    requests, made = [], []
    for one in assessed(places, draft):
        key = f"{idempotency_key}-{one.place.child.id}"
        request = asked_already(parent, one.place, draft, reason, key)
        if request is None:
            request, is_new = ask(parent, one, draft, reason, papers, key)
            made += [request] if is_new else []
        requests.append(request)
    if made:
        tell_of_requests(parent, made)
    return requests


def check_asking(places: Sequence[Place], draft: Draft) -> None:
    """Refused when nobody was chosen, a school does not take part, or the kind is not one of theirs."""
    if not places:
        raise Refused("nobody_chosen")
    if not all(place.takes_part for place in places):
        raise Refused("not_taking_part")
    if draft.kind not in kinds_for(draft.kind.purpose, own_kinds_of(places)):
        raise Refused("unknown_kind")


def asked_already(parent: Person, place: Place, draft: Draft, reason: str, key: str) -> LeaveRequest | None:
    """The request that went with this key; refused when it said something else, for that did not go."""
    known = LeaveRequest.get_or_none(LeaveRequest.idempotency_key == key, LeaveRequest.asked_by == parent)
    if known and (known.kind, known.reason, *days_of(known)) != (draft.kind.key, reason, *days_of(draft)):
        raise Refused("sent_already")
    return known


def days_of(one: LeaveRequest | Draft) -> tuple:
    return one.first_day, one.last_day, one.starts_at, one.ends_at


def ask(
    parent: Person, one: Assessed, draft: Draft, reason: str, papers: Sequence[KeptPaper], key: str
) -> tuple[LeaveRequest, bool]:
    """Write one request, with its history, its papers, its letter, and the absence that a notice is; or the one that
    the same tap wrote a moment earlier."""
    child, unit, assessment = one.place.child, one.place.unit, one.assessment
    if assessment.problem:
        raise Refused(assessment.problem, child=child.given_name, **assessment.said[0].values)
    if not reason and not assessment.is_notice:
        raise Refused("reason_needed")
    if overlapping_request(child, draft):
        raise Refused("overlaps", child=child.given_name)
    try:
        with db.atomic():
            request = write_request(parent, one, draft, reason, key)
    except IntegrityError:  # this same tap; or, by the index `leave_once`, asked before, perhaps by the other parent
        if known := asked_already(parent, one.place, draft, reason, key):
            return known, False
        raise Refused("asked_already", child=child.given_name) from None
    add_papers(parent, request, papers)
    note_event(request, "noted" if assessment.is_notice else "submitted", parent, reason)
    issue_confirmation(request, assessment, [paper.name for paper in papers])
    if assessment.is_notice:
        note_absence(parent, request)
    audit(parent, "request_leave", request, unit, child=child.id)
    return request, True


def write_request(parent: Person, one: Assessed, draft: Draft, reason: str, key: str) -> LeaveRequest:
    child, assessment = one.place.child, one.assessment
    return LeaveRequest.create(
        child=child, unit=one.place.unit, batch=key.rpartition("-")[0], asked_by=parent,
        asked_by_name=parent.name, kind=draft.kind.key, kind_name=name_of(draft), ground=assessment.ground,
        is_notice=assessment.is_notice, first_day=draft.first_day, last_day=draft.last_day,
        starts_at=draft.starts_at, ends_at=draft.ends_at, halves=assessment.halves, reason=reason,
        state=first_state(parent, one), asked_at=clock.now(), decide_by=decide_by(clock.today()),
        idempotency_key=key,
    )  # fmt: skip


def name_of(draft: Draft) -> str:
    """What a kind is called, in Dutch, as it is kept."""
    with language_of("nl"):
        return draft.kind.name or str(KIND_NAMES[draft.kind.key])


def first_state(parent: Person, one: Assessed) -> str:
    """How far a request is when it is asked: noted, asked, or with the other guardian where the unit wants both."""
    if one.assessment.is_notice:
        return "noted"
    unit = one.place.unit
    wants_both = leave_settings_of(unit).both_guardians and who_may_confirm(one.place.child, unit, parent.id)
    return "unconfirmed" if wants_both else "submitted"


def note_absence(parent: Person, request: LeaveRequest) -> None:
    """A notice is an absence at once. Its name tells nothing of why: the teacher sees only that it is leave."""
    with language_of("nl"):
        name = str(ABSENCE_NAME)
    span = Span(request.first_day, request.last_day, request.starts_at, request.ends_at)
    record_leave(parent, request.child, request.unit, span, name, absence_key(request.id))
