"""The pages of this package."""

from webapp.absence.views import (
    absence_endings,
    absence_signals,
    answers,
    child_absences,
    day_sheets,
    group_days,
    group_months,
    missing_boards,
    missing_calls,
    month_sheets,
    presences,
    printed_months,
    remaining_presences,
    today,
    unit_absences,
)

BLUEPRINTS = [
    module.bp
    for module in (
        absence_endings,
        absence_signals,
        answers,
        child_absences,
        day_sheets,
        group_days,
        group_months,
        missing_boards,
        missing_calls,
        month_sheets,
        presences,
        printed_months,
        remaining_presences,
        today,
        unit_absences,
    )
]
