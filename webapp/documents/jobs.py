"""Letters that are made while a person waits, and cleared away by themselves."""

from webapp.core.jobs import every, job, job_in_a_hurry


@job
def print_letters(job_id: str, unit_id: int, child_ids: list[int]) -> None:
    from webapp.documents.actions.link_letters import print_link_letters

    print_link_letters(job_id, unit_id, child_ids)


@job_in_a_hurry
def print_letter(letter_id: int, language: str) -> None:
    from webapp.documents.actions.letters import make_letter

    make_letter(letter_id, language)


@every(minute="20")
def forget_letters_every_hour() -> None:
    from webapp.documents.actions.letters import forget_printed_letters
    from webapp.documents.actions.link_letters import forget_old_letters

    forget_old_letters()
    forget_printed_letters()
