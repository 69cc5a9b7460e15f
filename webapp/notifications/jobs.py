"""Notifications go out behind what told them; what was left is found again every minute."""

from webapp.core.jobs import every, job_in_a_hurry


@job_in_a_hurry
def deliver_pushes() -> None:
    from webapp.notifications.actions.delivering import deliver_due_pushes

    deliver_due_pushes()


@every(minute="*")
def deliver_pushes_every_minute() -> None:
    from webapp.notifications.actions.delivering import deliver_due_pushes

    deliver_due_pushes()


@job_in_a_hurry
def write_mails() -> None:
    from webapp.notifications.actions.mailing import write_due_mails

    write_due_mails()


@every(minute="*")
def write_mails_every_minute() -> None:
    from webapp.notifications.actions.mailing import write_due_mails

    write_due_mails()


@every(minute="*")
def follow_mails_every_minute() -> None:
    from webapp.notifications.actions.mailing import follow_mails

    follow_mails()


@every(minute="35")
def end_signed_out_devices_every_hour() -> None:
    from webapp.notifications.actions.devices import end_signed_out_devices

    end_signed_out_devices()


@every(hour="3", minute="20")
def forget_every_night() -> None:
    from webapp.notifications.actions.forgetting import forget_ended_devices, forget_old_notifications

    forget_old_notifications()
    forget_ended_devices()
