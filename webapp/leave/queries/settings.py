"""What a unit adds to the law about leave."""

from datetime import date

from peewee import ModelSelect

from webapp.accounts.models import Person
from webapp.leave.models import Blackout, LeaveKind, LeaveSettings
from webapp.schools.models import Unit
from webapp.schools.queries.units import settable_units_of


def leave_settings_of(unit: Unit) -> LeaveSettings:
    """The unit's settings; the defaults, not kept yet, for a unit that chose nothing."""
    return LeaveSettings.get_or_none(LeaveSettings.unit == unit) or LeaveSettings(unit=unit)


def leave_kinds_of(unit: Unit) -> ModelSelect:
    """The unit's own kinds that may be chosen, by name."""
    return LeaveKind.select().where(LeaveKind.unit == unit, LeaveKind.ended_at.is_null()).order_by(LeaveKind.name)


def blackouts_of(unit: Unit, day: date) -> ModelSelect:
    """The periods that a unit named and that are not over on a day, the first one first."""
    return (
        Blackout.select()
        .where(Blackout.unit == unit, Blackout.last_day >= day)
        .order_by(Blackout.first_day, Blackout.id)
    )


def settable_kind_of(person: Person, kind_id: int) -> LeaveKind:
    """A kind of a unit that this person may set; else DoesNotExist."""
    return LeaveKind.select().where(LeaveKind.id == kind_id, LeaveKind.unit.in_(settable_units_of(person))).get()


def settable_blackout_of(person: Person, blackout_id: int) -> Blackout:
    """A period of a unit that this person may set; else DoesNotExist."""
    return Blackout.select().where(Blackout.id == blackout_id, Blackout.unit.in_(settable_units_of(person))).get()
