"""The pages of this package."""

from webapp.leave.views import (
    leave_answers,
    leave_attachments,
    leave_confirmations,
    leave_drafts,
    leave_requests,
    leave_withdrawals,
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
    )
]
