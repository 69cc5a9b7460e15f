"""The pages of this package."""

from webapp.conferences.views import (
    booking_endings,
    bookings,
    declinings,
    invitation_withdrawals,
    late_invitations,
    publications,
    round_cancellations,
    round_rooms,
    rounds,
    slots,
    talk_invitations,
    talk_letters,
    waiting_places,
)

BLUEPRINTS = [
    module.bp
    for module in (
        booking_endings,
        bookings,
        declinings,
        invitation_withdrawals,
        late_invitations,
        publications,
        round_cancellations,
        round_rooms,
        rounds,
        slots,
        talk_invitations,
        talk_letters,
        waiting_places,
    )
]
