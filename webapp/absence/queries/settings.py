"""How a unit takes part in absence reports, and its reasons."""

from webapp.absence.models import AbsenceReason, AbsenceSettings
from webapp.absence.phrases import STANDARD_REASON_NAMES
from webapp.absence.rules.reports import STANDARD_REASONS, Reason
from webapp.schools.models import Unit


def absence_settings_of(unit: Unit) -> AbsenceSettings:
    """The unit's settings; the defaults, not kept yet, for a unit that chose nothing."""
    return AbsenceSettings.get_or_none(AbsenceSettings.unit == unit) or AbsenceSettings(unit=unit)


def reasons_of(unit: Unit) -> list[Reason]:
    """The reasons that may be chosen at a unit: its own list, else the standard one."""
    own = (
        AbsenceReason.select()
        .where(AbsenceReason.unit == unit, AbsenceReason.ended_at.is_null())
        .order_by(AbsenceReason.position, AbsenceReason.id)
    )
    return [
        Reason(row.key, row.name, row.is_illness, row.needs_end, row.by_phone_only) for row in own
    ] or standard_reasons()


def standard_reasons() -> list[Reason]:
    """What a unit has that made no list of its own, in the language of who reads it."""
    return [reason.named(str(STANDARD_REASON_NAMES[reason.key])) for reason in STANDARD_REASONS]
