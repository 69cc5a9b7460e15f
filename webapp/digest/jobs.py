"""What goes by itself of the digest."""

from webapp.core.jobs import every


@every(minute="*")
def send_due_digests_every_minute() -> None:
    from webapp.digest.actions.sending import send_due_digests

    send_due_digests()
