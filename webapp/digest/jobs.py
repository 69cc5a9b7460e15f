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
