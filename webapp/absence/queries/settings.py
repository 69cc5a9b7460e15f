"""How a unit takes part in absence reports, and its reasons."""

from collections.abc import Iterable

from peewee import ModelSelect

from webapp.absence.models import AbsenceReason, AbsenceSettings
from webapp.absence.phrases import STANDARD_REASON_NAMES, reason_said
from webapp.absence.rules.reports import STANDARD_REASONS, Reason
from webapp.schools.models import Unit


def absence_settings_of(unit: Unit) -> AbsenceSettings:
    """The unit's settings; the defaults, not kept yet, for a unit that chose nothing."""
    return AbsenceSettings.get_or_none(AbsenceSettings.unit == unit) or AbsenceSettings(unit=unit)


def settings_of_units(units: Iterable[Unit]) -> dict[int, AbsenceSettings]:
    """The same for several units at once, by unit."""
    units = list(units)
    kept = {row.unit_id: row for row in AbsenceSettings.select().where(AbsenceSettings.unit.in_(units))}
    return {unit.id: kept.get(unit.id) or AbsenceSettings(unit=unit) for unit in units}


def own_reasons_of(unit: Unit) -> ModelSelect:
    """The rows of a unit's own list that may still be chosen, in its order."""
    return own_reasons_at([unit.id])


def own_reasons_at(unit_ids: Iterable[int]) -> ModelSelect:
    return (
        AbsenceReason.select()
        .where(AbsenceReason.unit.in_(list(unit_ids)), AbsenceReason.ended_at.is_null())
        .order_by(AbsenceReason.position, AbsenceReason.id)
    )


def reasons_of(unit: Unit) -> list[Reason]:
    """The reasons that may be chosen at a unit: its own list, else the standard one."""
    return reasons_of_units([unit])[unit.id]


def reasons_of_units(units: Iterable[Unit]) -> dict[int, list[Reason]]:
    """The same for several units at once, by unit."""
    found: dict[int, list[Reason]] = {unit.id: [] for unit in units}
    for row in own_reasons_at(found):
        name = str(reason_said(row.key, row.name))
        found[row.unit_id].append(Reason(row.key, name, row.is_illness, row.needs_end, row.by_phone_only))
    return {unit_id: reasons or standard_reasons() for unit_id, reasons in found.items()}


def standard_reasons() -> list[Reason]:
    """What a unit has that made no list of its own, in the language of who reads it."""
    return [reason.named(str(STANDARD_REASON_NAMES[reason.key])) for reason in STANDARD_REASONS]


def reason_of(unit: Unit, key: str) -> Reason | None:
    """One of them by its key, if there is one."""
    return next((reason for reason in reasons_of(unit) if reason.key == key), None)
