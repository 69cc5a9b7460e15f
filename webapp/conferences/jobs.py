"""What goes by itself about talks."""

from webapp.core.jobs import every, job


@every(minute="*/10")
def remind_of_talks_every_ten_minutes() -> None:
    from webapp.conferences.actions.nudges import remind_of_talks

    remind_of_talks()


@every(minute="*/10")
def keep_calendars_right_every_ten_minutes() -> None:
    from webapp.conferences.actions.calendars import keep_calendars_right

    keep_calendars_right()


@job
def print_papers(job_id: str, round_id: int, kind: str) -> None:
    from webapp.conferences.actions.papers import make_papers

    make_papers(job_id, round_id, kind)


@every(minute="37")
def forget_papers_every_hour() -> None:
    from webapp.conferences.actions.papers import forget_papers

    forget_papers()


@job
def plan_in_background(job_id: str, run_id: int) -> None:
    from webapp.conferences.actions.plans import make_plan

    make_plan(job_id, run_id)
