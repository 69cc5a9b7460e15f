"""What a unit adds to the law about leave."""

from webapp.leave.models import LeaveSettings
from webapp.schools.models import Unit


def leave_settings_of(unit: Unit) -> LeaveSettings:
    """The unit's settings; the defaults, not kept yet, for a unit that chose nothing."""
    return LeaveSettings.get_or_none(LeaveSettings.unit == unit) or LeaveSettings(unit=unit)
