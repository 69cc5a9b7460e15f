"""The pages of this package."""

from webapp.absence import jobs  # noqa: F401 - so that a worker knows what happens by itself
from webapp.absence.views import (
    absence_drafts,
    absence_endings,
    absence_signals,
    absences,
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
    reason_endings,
    reason_positions,
    reasons,
    receipts,
    recoveries,
    remaining_presences,
    reopenings,
    settings,
    today,
    unit_absences,
    withdrawals,
)

PARENTS = [module.bp for module in (absences, absence_drafts, receipts, recoveries, reopenings, withdrawals)]
SETTINGS = [module.bp for module in (settings, reasons, reason_endings, reason_positions)]
SCHOOL = [
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

BLUEPRINTS = [*PARENTS, *SETTINGS, *SCHOOL]
