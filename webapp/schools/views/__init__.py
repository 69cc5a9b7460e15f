"""The pages of this package."""

from webapp.schools.views import (
    imports,
    link_approvals,
    link_codes,
    link_endings,
    links,
    mappings,
    own_links,
    sign_up,
)

BLUEPRINTS = [
    module.bp
    for module in (
        imports,
        link_approvals,
        link_codes,
        link_endings,
        links,
        mappings,
        own_links,
        sign_up,
    )
]
