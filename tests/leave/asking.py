"""Leave for tests, asked as parents ask it, on Tuesday 24 November 2026."""

from datetime import UTC, date, datetime
from io import BytesIO
from itertools import count

import pikepdf

from webapp.accounts.models import Person
from webapp.leave.actions.attachments import keep_papers
from webapp.leave.actions.requests import request_leave
from webapp.leave.models import LeaveEvent, LeaveRequest, LeaveSettings
from webapp.leave.queries.asking import asking_places_of
from webapp.leave.rules.assessing import Draft
from webapp.leave.rules.kinds import KINDS
from webapp.schools.models import Child, Unit

TUESDAY = datetime(2026, 11, 24, 7, 50, tzinfo=UTC)
MONDAY_NEXT, TUESDAY_NEXT = date(2026, 11, 30), date(2026, 12, 1)
KIND = {kind.key: kind for kind in KINDS}
numbers = count(1)


def ask(
    parent: Person, *children: Child, kind: str = "moving", first: date = MONDAY_NEXT, last: date | None = None,
    starts_at: str = "", reason: str = "We verhuizen.", papers=(), key: str = "",
) -> list[LeaveRequest]:  # fmt: skip
    """The requests that came of asking for these children."""
    parent.__dict__.pop("standing", None)
    places = [place for place in asking_places_of(parent) if place.child in children]
    draft = Draft(KIND[kind], first, last or first, starts_at)
    return request_leave(parent, places, draft, reason, papers, key or f"key-{next(numbers)}")


def ask_one(parent: Person, child: Child, **wish) -> LeaveRequest:
    return ask(parent, child, **wish)[0]


def wants_both(unit: Unit) -> None:
    """This unit wants that both guardians ask."""
    LeaveSettings.create(unit=unit, both_guardians=True)


def put_question(request: LeaveRequest, text: str = "Kunt u de trouwkaart sturen?") -> None:
    """The school asks something, as it will have done."""
    LeaveRequest.update(state="question").where(LeaveRequest.id == request.id).execute()
    LeaveEvent.create(request=request, kind="question", by_name="Peter Hofman", at=TUESDAY, text=text)


def in_state(request: LeaveRequest, state: str, **changes) -> LeaveRequest:
    """The request as far as this."""
    LeaveRequest.update(state=state, **changes).where(LeaveRequest.id == request.id).execute()
    return LeaveRequest.get_by_id(request.id)


def pdf() -> bytes:
    made, out = pikepdf.new(), BytesIO()
    made.add_blank_page()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def a_paper(name: str = "verklaring.pdf"):
    return keep_papers([(name, pdf())])
