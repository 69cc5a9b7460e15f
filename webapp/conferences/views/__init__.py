"""The pages of this package."""

from webapp.conferences.views import (
    availabilities,
    booking_endings,
    bookings,
    declinings,
    draws,
    own_draws,
    talk_invitations,
    talk_letters,
    waiting_places,
    wishes,
)

BLUEPRINTS = [
    module.bp
    for module in (
        availabilities,
        booking_endings,
        bookings,
        declinings,
        draws,
        own_draws,
        talk_invitations,
        talk_letters,
        waiting_places,
        wishes,
    )
]
