"""The pages of this package."""

from webapp.notifications.views import deliveries, preferences, unsubscriptions

BLUEPRINTS = [deliveries.bp, preferences.bp, unsubscriptions.bp]
