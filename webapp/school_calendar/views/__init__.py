"""The pages of this package."""

from webapp.school_calendar.views import (
    appointment_files,
    calendar,
    calendar_addresses,
    calendar_feeds,
    calendar_imports,
    coming_weeks,
    event_cancellations,
    event_files,
    event_papers,
    events,
    held_days,
    sign_up_endings,
    sign_up_tasks,
    sign_up_withdrawals,
    sign_ups,
    skipped_days,
    task_endings,
    task_sign_ups,
    written_events,
)

BLUEPRINTS = [
    module.bp
    for module in (
        appointment_files,
        calendar,
        calendar_addresses,
        calendar_feeds,
        calendar_imports,
        coming_weeks,
        event_cancellations,
        event_files,
        event_papers,
        events,
        held_days,
        sign_up_endings,
        sign_up_tasks,
        sign_up_withdrawals,
        sign_ups,
        skipped_days,
        task_endings,
        task_sign_ups,
        written_events,
    )
]
