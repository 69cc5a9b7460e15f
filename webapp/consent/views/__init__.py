"""The pages of this package."""

from webapp.consent.views import consent_histories, consent_letters, consent_reviews, consents

BLUEPRINTS = [module.bp for module in (consents, consent_histories, consent_reviews, consent_letters)]
