"""The pages about one's own account."""

from webapp.accounts import jobs  # noqa: F401 - so that a worker knows what happens every night
from webapp.accounts.views import (
    activations,
    confirmations,
    email_changes,
    invitations,
    language,
    other_sessions,
    own_password,
    passwords,
    photo,
    profile,
    sessions,
    sign_in,
    sign_out,
)

BLUEPRINTS = [
    module.bp
    for module in (
        activations,
        confirmations,
        email_changes,
        invitations,
        language,
        other_sessions,
        own_password,
        passwords,
        photo,
        profile,
        sessions,
        sign_in,
        sign_out,
    )
]
