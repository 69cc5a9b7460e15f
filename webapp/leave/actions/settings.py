"""What a unit adds to the law on leave: set by its director."""

from datetime import date
from typing import Any

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.leave.models import Blackout, LeaveKind, LeaveSettings
from webapp.leave.queries.settings import leave_kinds_of, leave_settings_of
from webapp.leave.rules.blackouts import why_no_blackout
from webapp.schools.models import Unit


@db.atomic()
def set_leave_settings(by: Person, unit: Unit, **settings: Any) -> None:
    """The director says how the unit takes part, what it wants beforehand, and whom it refers to."""
    known = leave_settings_of(unit)
    changed = {name: value for name, value in settings.items() if getattr(known, name) != value}
    if changed:
        LeaveSettings.insert(unit=unit, **settings).on_conflict(
            conflict_target=[LeaveSettings.unit], update=settings
        ).execute()
        audit(by, "set_leave_settings", unit, unit, **changed)


@db.atomic()
def add_leave_kind(by: Person, unit: Unit, name: str, guideline_days: int | None) -> LeaveKind:
    """The unit adds a kind of its own, always a weighty circumstance. The very same again stays one; two of one name
    that differ cannot be told apart and are refused."""
    known = next((kind for kind in leave_kinds_of(unit) if kind.name.casefold() == name.casefold()), None)
    if known and (known.name, known.guideline_days) == (name, guideline_days):
        return known
    if known:
        raise Refused("kind_known")
    kind = LeaveKind.create(unit=unit, name=name, guideline_days=guideline_days)
    audit(by, "add_leave_kind", kind, unit, name=name)
    return kind


@db.atomic()
def end_leave_kind(by: Person, kind: LeaveKind) -> None:
    """A kind of the unit can no longer be chosen; what was asked with it keeps its name."""
    LeaveKind.update(ended_at=clock.now()).where(LeaveKind.id == kind.id, LeaveKind.ended_at.is_null()).execute()
    audit(by, "end_leave_kind", kind, kind.unit, name=kind.name)


@db.atomic()
def add_blackout(by: Person, unit: Unit, name: str, first_day: date, last_day: date) -> Blackout:
    """The unit names a period in which it gives leave only when it must. The same again stays one."""
    if problem := why_no_blackout(first_day, last_day):
        raise Refused(problem)
    blackout, is_new = Blackout.get_or_create(unit=unit, name=name, first_day=first_day, last_day=last_day)
    if is_new:
        audit(by, "add_blackout", blackout, unit, name=name, first_day=first_day, last_day=last_day)
    return blackout


@db.atomic()
def remove_blackout(by: Person, blackout: Blackout) -> None:
    """The period is as every other one again."""
    blackout.delete_instance()
    audit(by, "remove_blackout", blackout, blackout.unit, name=blackout.name)
