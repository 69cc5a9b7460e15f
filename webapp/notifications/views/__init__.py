"""The pages of this package."""

from webapp.notifications.views import (
    deliveries,
    device_keys,
    device_tests,
    devices,
    opened_notifications,
    preferences,
    shown_notifications,
    troubled_addresses,
    unsubscriptions,
)

BLUEPRINTS = [
    module.bp
    for module in (
        deliveries,
        device_keys,
        device_tests,
        devices,
        opened_notifications,
        preferences,
        shown_notifications,
        troubled_addresses,
        unsubscriptions,
    )
]
