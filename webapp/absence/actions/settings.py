"""How a unit wants to hear of absence, and how long it keeps the notes."""

from datetime import timedelta
from typing import Any

from webapp.absence.models import Absence, AbsenceSettings
from webapp.absence.queries.settings import absence_settings_of, settings_of_units
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.schools.models import Unit


@db.atomic()
def change_absence_settings(by: Person, unit: Unit, **settings: Any) -> None:
    """The director sets whether the unit takes part, at what times it asks, and what it calls long or often."""
    before = absence_settings_of(unit)
    changed = {name: value for name, value in settings.items() if getattr(before, name) != value}
    if not changed:
        return
    AbsenceSettings.insert(unit=unit, **settings).on_conflict(
        conflict_target=[AbsenceSettings.unit], update=settings
    ).execute()
    audit(by, "change_absence_settings", unit, unit, **changed)


def forget_old_notes() -> int:
    """Notes of parents are deleted when they are as old as their unit keeps them; returns how many went."""
    return sum(forget_notes_of(unit, chosen.note_days) for unit, chosen in units_and_settings())


def units_and_settings() -> list[tuple[Unit, AbsenceSettings]]:
    units = list(Unit.select())
    settings = settings_of_units(units)
    return [(unit, settings[unit.id]) for unit in units]


@db.atomic()
def forget_notes_of(unit: Unit, days: int) -> int:
    """Delete the notes of a unit that are so many days old, counted from the day of the report, or of its first day
    when that came later."""
    gone = (
        Absence.update(note="")
        .where(Absence.unit == unit, Absence.note != "")
        .where(Absence.first_day <= clock.today() - timedelta(days=days))
        .where(Absence.reported_at <= clock.now() - timedelta(days=days))
        .execute()
    )
    if gone:
        audit(None, "forget_notes", unit, unit, notes=gone)
    return gone
