"""The pages of this package."""

from webapp.absence.views import (
    answers,
    group_days,
    missing_boards,
    missing_calls,
    presences,
    remaining_presences,
    today,
)

BLUEPRINTS = [
    module.bp
    for module in (
        answers,
        group_days,
        missing_boards,
        missing_calls,
        presences,
        remaining_presences,
        today,
    )
]
