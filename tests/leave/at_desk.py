"""Requests for leave for tests, as rows: what the school finds in its queue."""

from datetime import date, timedelta
from itertools import count

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.leave.models import LeaveAttachment, LeaveDecision, LeaveRequest
from webapp.leave.queries.desk import span_asked
from webapp.schools.models import Child, Unit
from webapp.schools.queries.school_days import calendar_of
from webapp.schools.rules.school_days import halves_between

numbers = count(1)
MONDAY = date(2027, 1, 11)
NAMES = {"jubilee": "Jubileum", "wedding": "Huwelijk", "profession": "Vakantie door werk", "other": "Iets anders"}


def ask(parent: Person, child: Child, unit: Unit, first_day: date = MONDAY, days: int = 1, **more) -> LeaveRequest:
    """A request for so many days in a row; `more` are other columns."""
    number, kind = next(numbers), more.pop("kind", "jubilee")
    values = {
        "batch": f"batch-{number}", "ground": "f" if kind == "profession" else "g", "kind_name": NAMES.get(kind, kind),
        "last_day": first_day + timedelta(days=days - 1), "reason": "Oma is 50 jaar getrouwd.", "halves": 0,
        "asked_at": clock.now(), "decide_by": clock.today() + timedelta(weeks=8), "idempotency_key": f"key-{number}",
    }  # fmt: skip
    request = LeaveRequest.create(
        child=child, unit=unit, asked_by=parent, asked_by_name=parent.name, kind=kind, first_day=first_day,
        **values | more,
    )  # fmt: skip
    if not request.halves:
        span = span_asked(request)
        calendar = calendar_of(unit, span.first_day, span.last_day)
        request.halves = halves_between(calendar, span.first_day, span.last_day, span.starts_at, span.ends_at)
        request.save(only=["halves"])
    return request


def had(parent: Person, child: Child, unit: Unit, halves: int, ground: str = "g", **more) -> LeaveRequest:
    """Leave that the child had in September of this school year, on a ground."""
    day = more.pop("first_day", date(2026, 9, 7) + timedelta(days=next(numbers) % 20))
    kind = more.pop("kind", "profession" if ground == "f" else "other")
    request = ask(parent, child, unit, day, kind=kind, halves=halves, state="approved", **more)
    LeaveDecision.create(
        request=request, outcome="approved", ground=ground, reason="Het past bij de wet.", halves=halves, first_day=day,
        last_day=day, decided_by=None, decided_by_name="Peter Hofman", decided_at=clock.now(),
        objection_until=clock.today(),
    )  # fmt: skip
    return request


def attach(request: LeaveRequest, file: str, name: str = "uitnodiging.pdf") -> LeaveAttachment:
    return LeaveAttachment.create(request=request, name=name, file=file, by=request.asked_by, at=clock.now())
