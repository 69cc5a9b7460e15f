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
    school_days,
    sign_up,
    special_days,
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
        school_days,
        sign_up,
        special_days,
        staff_endings,
        staff_invitations,
        staff_members,
        units,
    )
]
