"""Who of the school looks at a child's absence is written down: it tells of health."""

from datetime import date

from webapp.accounts.models import Person
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.schools.models import Child, Group, Unit


@db.atomic()
def look_at_history(by: Person, child: Child, unit: Unit) -> None:
    """Somebody of the school looks at all absence of one child."""
    audit(by, "look_at_history", child, unit)


@db.atomic()
def look_at_day(by: Person, unit: Unit, day: date) -> None:
    """The office or director looks at who is away over a whole unit, and why."""
    audit(by, "look_at_day", unit, unit, day=day)


@db.atomic()
def look_at_month(by: Person, group: Group, month: str) -> None:
    """Somebody of the school looks at a month of a group."""
    audit(by, "look_at_month", group, group.unit, month=month)


@db.atomic()
def look_at_signals(by: Person, unit: Unit) -> None:
    """The office or director looks at who is ill for long, or away often."""
    audit(by, "look_at_signals", unit, unit)
