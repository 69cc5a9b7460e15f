"""What goes by itself in absence."""

from webapp.core.jobs import every, job

# The parents' side.


@every(hour="3", minute="50")
def forget_notes_every_night() -> None:
    from webapp.absence.actions.settings import forget_old_notes

    forget_old_notes()


# The school's side.


@every(minute="*")
def ask_about_missing_children_every_minute() -> None:
    from webapp.absence.actions.questions import ask_about_missing_children

    ask_about_missing_children()


@every(minute="*")
def ask_who_is_still_ill_every_minute() -> None:
    from webapp.absence.actions.questions import ask_who_is_still_ill

    ask_who_is_still_ill()


@job
def print_month(job_id: str, group_id: int, month: str) -> None:
    from webapp.absence.actions.months import make_month

    make_month(job_id, group_id, month)


@every(minute="35")
def forget_printed_months_every_hour() -> None:
    from webapp.absence.actions.months import forget_printed_months

    forget_printed_months()
