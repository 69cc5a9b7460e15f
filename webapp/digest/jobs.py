"""What goes by itself of the digest."""

from threading import Lock

from webapp.core.jobs import every

AT_WORK = Lock()


@every(minute="*")
def send_due_digests_every_minute() -> None:
    """One thread of a worker makes digests, however many minutes it takes: the others are for mail and pushes."""
    from webapp.digest.actions.sending import send_due_digests

    if AT_WORK.acquire(blocking=False):
        try:
            send_due_digests()
        finally:
            AT_WORK.release()


@every(hour="3", minute="30")
def forget_old_digests_every_night() -> None:
    from webapp.digest.actions.forgetting import forget_old_digests

    forget_old_digests()
