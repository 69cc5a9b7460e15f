"""The pages of this package."""

# The parents' side, and the settings of a unit.
from webapp.absence import jobs  # noqa: F401 - so that a worker knows what happens every night
from webapp.absence.views import (
    absences,
    reason_endings,
    reason_positions,
    reasons,
    receipts,
    recoveries,
    reopenings,
    settings,
    withdrawals,
)

PARENTS = [module.bp for module in (absences, receipts, recoveries, reopenings, withdrawals)]
SETTINGS = [module.bp for module in (settings, reasons, reason_endings, reason_positions)]

BLUEPRINTS = [*PARENTS, *SETTINGS]
