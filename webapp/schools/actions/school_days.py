"""When a unit has school: set by its office, and written down."""

from collections.abc import Iterable
from datetime import date

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools.models import SpecialDay, Unit
from webapp.schools.rules.special_days import are_times_in_order, why_no_special_day


@db.atomic()
def set_school_times(by: Person, unit: Unit, starts_at: str, noon: str, ends_at: str, free: Iterable[str]) -> None:
    """The office sets the school times and the halves of each week without school, from now on; refused when the times
    are not in order."""
    if not are_times_in_order(starts_at, noon, ends_at):
        raise Refused("times_not_in_order")
    settings = {"starts_at": starts_at, "noon": noon, "ends_at": ends_at, "free_halves": " ".join(sorted(set(free)))}
    changed = {name: value for name, value in settings.items() if getattr(unit, name) != value}
    if changed:
        Unit.update(changed).where(Unit.id == unit.id).execute()
        audit(by, "set_school_times", unit, unit, **changed)


@db.atomic()
def add_special_day(by: Person, unit: Unit, name: str, first_day: date, last_day: date, part: str) -> SpecialDay:
    """The office adds a study day, a free half or days with school after all. The same days again stay one row."""
    if problem := why_no_special_day(first_day, last_day, clock.today()):
        raise Refused(problem)
    facts = {"name": name, "first_day": first_day, "last_day": last_day, "part": part}
    special_day, is_new = SpecialDay.get_or_create(unit=unit, **facts)
    if is_new:
        note_change(unit.id)
        audit(by, "add_special_day", special_day, unit, **facts)
    return special_day


@db.atomic()
def remove_special_day(by: Person, special_day: SpecialDay) -> None:
    """The office takes days of its own away again: they are as every other day."""
    special_day.delete_instance()
    note_change(special_day.unit_id)
    audit(by, "remove_special_day", special_day, special_day.unit, name=special_day.name, day=special_day.first_day)


def note_change(unit_id: int) -> None:
    """Programs that know the old days are told by a higher number (RFC 5545, 3.8.7.4)."""
    Unit.update(days_version=Unit.days_version + 1).where(Unit.id == unit_id).execute()
