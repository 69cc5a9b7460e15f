"""School days for tests, and what teachers and parents do on them. 24 November 2026 is a Tuesday with school."""

from datetime import date, datetime, time
from itertools import count

from webapp.absence.actions.presence import mark_child
from webapp.absence.actions.reports import record_absence
from webapp.absence.models import Absence
from webapp.absence.rules.reports import Span
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.notifications.models import Notification
from webapp.schools.models import Child, Group

TUESDAY = date(2026, 11, 24)
numbers = count(1)


def at(clock_time: str, day: date = TUESDAY) -> datetime:
    """The moment when the school's clock shows this, on a Tuesday with school unless told otherwise."""
    return clock.at(day, time.fromisoformat(clock_time))


def seen(by: Person, group: Group, child: Child, mark: str, clock_time: str = "08:35", day: date = TUESDAY) -> None:
    with clock.frozen_at(at(clock_time, day)):
        mark_child(by, Group.get_by_id(group.id), child, mark)


def reported(
    by: Person,
    child: Child,
    group: Group,
    span: Span | None = None,
    reason: str = "ill",
    clock_time: str = "07:40",
    day: date = TUESDAY,
) -> Absence:
    with clock.frozen_at(at(clock_time, day)):
        return record_absence(by, child, group.unit, reason, span or Span(day), "", "phone", f"report-{next(numbers)}")


def told(kind: str | None = None) -> list[tuple[str, str]]:
    """Who was told, and in which words, in the order in which it went."""
    rows = Notification.select().order_by(Notification.id)
    return [
        (delivery.person.name, row.title)
        for row in (rows.where(Notification.kind == kind) if kind else rows)
        for delivery in row.deliveries
        if delivery.channel == "push" or row.kind == "urgent"
    ]
