"""What goes by itself: the mail to who has not opened an urgent message, and the call list."""

from webapp.core.jobs import every, job


@every(minute="*")
def mail_unopened_every_minute() -> None:
    from webapp.urgent.actions.messages import mail_unopened_messages

    mail_unopened_messages()


@job
def print_call_list(job_id: str, message_id: int) -> None:
    from webapp.urgent.actions.call_lists import make_call_list

    make_call_list(job_id, message_id)


@every(minute="25")
def forget_call_lists_every_hour() -> None:
    from webapp.urgent.actions.call_lists import forget_old_call_lists

    forget_old_call_lists()
