"""The pages of this package."""

from webapp.school_calendar.views import sign_up_withdrawals, sign_ups, task_sign_ups

BLUEPRINTS = [module.bp for module in (sign_up_withdrawals, sign_ups, task_sign_ups)]
