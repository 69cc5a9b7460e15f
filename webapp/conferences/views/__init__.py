"""The pages of this package."""

from webapp.conferences.views import (
    booking_endings,
    bookings,
    declinings,
    invitation_withdrawals,
    late_invitations,
    publications,
    round_cancellations,
    round_reminders,
    round_rooms,
    rounds,
    second_invitations,
    slots,
    talk_bookings,
    talk_invitations,
    talk_letters,
    talk_papers,
    talk_slips,
    talk_swaps,
    talks,
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
        round_reminders,
        round_rooms,
        rounds,
        second_invitations,
        slots,
        talk_bookings,
        talk_invitations,
        talk_letters,
        talk_papers,
        talk_slips,
        talk_swaps,
        talks,
        waiting_places,
    )
]
