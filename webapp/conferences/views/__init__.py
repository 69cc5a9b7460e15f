"""The pages of this package."""

from webapp.conferences.views import (
    announcements,
    availabilities,
    boards,
    booking_endings,
    bookings,
    declinings,
    draws,
    own_draws,
    pins,
    plan_moves,
    plans,
    talk_invitations,
    talk_letters,
    waiting_places,
    wishes,
)

BLUEPRINTS = [
    module.bp
    for module in (
        announcements,
        availabilities,
        boards,
        booking_endings,
        bookings,
        declinings,
        draws,
        own_draws,
        pins,
        plan_moves,
        plans,
        talk_invitations,
        talk_letters,
        waiting_places,
        wishes,
    )
]
