"""The pages of this package."""

from webapp.schools.views import (
    children,
    enrolments,
    groups,
    guardianship_endings,
    guardianships,
    imports,
    link_approvals,
    link_codes,
    link_endings,
    links,
    logos,
    mappings,
    own_links,
    people_photos,
    sign_up,
    staff_endings,
    staff_invitations,
    staff_members,
    units,
)

BLUEPRINTS = [
    module.bp
    for module in (
        children,
        enrolments,
        groups,
        guardianship_endings,
        guardianships,
        imports,
        link_approvals,
        link_codes,
        link_endings,
        links,
        logos,
        mappings,
        own_links,
        people_photos,
        sign_up,
        staff_endings,
        staff_invitations,
        staff_members,
        units,
    )
]
