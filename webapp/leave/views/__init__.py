"""The pages of this package."""

from webapp.leave.views import (
    leave_blackouts,
    leave_decisions,
    leave_desk,
    leave_files,
    leave_kinds,
    leave_lists,
    leave_questions,
    leave_referrals,
    leave_reviews,
    leave_settings,
    unit_leave,
)

DESK = (
    *(unit_leave, leave_lists, leave_desk, leave_questions, leave_decisions, leave_reviews, leave_referrals),
    *(leave_files, leave_settings, leave_kinds, leave_blackouts),
)

BLUEPRINTS = [module.bp for module in DESK]
