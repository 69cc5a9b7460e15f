"""The pages of this package."""

from webapp.consent import jobs  # noqa: F401 - so that a worker knows what happens by itself
from webapp.consent.views import (
    child_consents,
    consent_histories,
    consent_letters,
    consent_registers,
    consent_reminders,
    consent_reviews,
    consent_settings,
    consents,
    group_consent_tables,
    group_consents,
    paper_forms,
    printed_registers,
    purpose_endings,
    purpose_positions,
    purpose_wordings,
    unit_consents,
    unit_purposes,
)

PARENTS = [module.bp for module in (consents, consent_histories, consent_reviews, consent_letters)]
SETTINGS = [
    module.bp for module in (consent_settings, unit_purposes, purpose_wordings, purpose_endings, purpose_positions)
]
SCHOOL = [
    module.bp
    for module in (
        unit_consents,
        consent_reminders,
        paper_forms,
        group_consents,
        group_consent_tables,
        consent_registers,
        printed_registers,
        child_consents,
    )
]

BLUEPRINTS = [*PARENTS, *SETTINGS, *SCHOOL]
