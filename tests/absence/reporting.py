"""Reports for tests, made as parents make them, and whom they were told."""

from datetime import UTC, date, datetime
from itertools import count

from webapp.absence.actions.reports import Reported, report_absence
from webapp.absence.models import Absence, AbsenceEvent
from webapp.absence.rules.reports import Span
from webapp.accounts.models import Person
from webapp.core.mail import OutgoingMail
from webapp.notifications.models import Delivery, Notification
from webapp.schools.models import Child

TODAY = date(2026, 11, 24)  # a Tuesday
TOMORROW = date(2026, 11, 25)
FRIDAY = date(2026, 11, 27)
SATURDAY = date(2026, 11, 28)
MONDAY = date(2026, 11, 30)
EARLY = datetime(2026, 11, 24, 6, 50, tzinfo=UTC)  # 07:50 at school
LATER = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # 09:00
EVENING = datetime(2026, 11, 24, 21, 0, tzinfo=UTC)  # 22:00

numbers = count(1)


def report_all(
    parent: Person, children: list[Child], span: Span | None = None, reason: str = "ill", **more
) -> Reported:
    key = more.get("key") or f"key-{next(numbers)}"
    return report_absence(parent, children, reason, span or Span(TODAY), more.get("note", ""), key)


def report(parent: Person, child: Child, span: Span | None = None, reason: str = "ill", **more) -> Absence:
    """The one report that came of it."""
    reported = report_all(parent, [child], span, reason, **more)
    return (reported.made or reported.known)[0]


def fresh(absence: Absence) -> Absence:
    """The report as it is kept now."""
    return Absence.get_by_id(absence.id)


def kinds(absence: Absence) -> list[str]:
    """What happened to a report, the first thing first."""
    events = AbsenceEvent.select().where(AbsenceEvent.absence == absence).order_by(AbsenceEvent.id)
    return [event.kind for event in events]


def told() -> list[tuple[str, str]]:
    """Who was told, and where it leads."""
    rows = Delivery.select(Delivery, Notification).join(Notification)
    return sorted({(row.person.name, row.notification.path) for row in rows})


def forget_told() -> None:
    Delivery.delete().execute()
    Notification.delete().execute()
    OutgoingMail.delete().execute()


def words_told() -> str:
    """All that went out."""
    told = [f"{one.title} {one.body} {one.path}" for one in Notification.select()]
    return " ".join([*told, *(str(mail.__data__) for mail in OutgoingMail.select())])
