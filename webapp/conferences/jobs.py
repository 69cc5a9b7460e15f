"""What a worker does for talks."""

from webapp.core.jobs import job


@job
def plan_in_background(job_id: str, run_id: int) -> None:
    from webapp.conferences.actions.plans import make_plan

    make_plan(job_id, run_id)
