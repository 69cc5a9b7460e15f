"""The pages of this package."""

from webapp.leave.views import (
    leave_answers,
    leave_attachments,
    leave_blackouts,
    leave_confirmations,
    leave_decisions,
    leave_desk,
    leave_drafts,
    leave_kinds,
    leave_lists,
    leave_questions,
    leave_referrals,
    leave_requests,
    leave_reviews,
    leave_settings,
    leave_withdrawals,
    unit_leave,
)

BLUEPRINTS = [
    module.bp
    for module in (
        leave_drafts,
        leave_requests,
        leave_answers,
        leave_attachments,
        leave_confirmations,
        leave_withdrawals,
        unit_leave,
        leave_lists,
        leave_desk,
        leave_questions,
        leave_decisions,
        leave_reviews,
        leave_referrals,
        leave_settings,
        leave_kinds,
        leave_blackouts,
    )
]
