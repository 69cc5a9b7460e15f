"""The pages of this package."""

from webapp.schools.views import (
    link_approvals,
    link_codes,
    link_endings,
    links,
    own_links,
    sign_up,
)

BLUEPRINTS = [
    module.bp
    for module in (
        link_approvals,
        link_codes,
        link_endings,
        links,
        own_links,
        sign_up,
    )
]
