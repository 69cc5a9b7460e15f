"""Letters that are made while a person waits, and cleared away by themselves."""

from webapp.core.jobs import every, job


@job
def print_letters(job_id: str, unit_id: int, child_ids: list[int]) -> None:
    from webapp.documents.actions.link_letters import print_link_letters

    print_link_letters(job_id, unit_id, child_ids)


@every(minute="20")
def forget_letters_every_hour() -> None:
    from webapp.documents.actions.link_letters import forget_old_letters

    forget_old_letters()
