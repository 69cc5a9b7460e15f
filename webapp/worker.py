"""What does the work that does not wait: `python -m webapp.worker`. Several may run; SIGTERM or Ctrl-C ends one."""

import logging
import os
import sys
import threading

from flask import Flask
from huey.api import Task
from huey.consumer import Consumer

import webapp.digest.jobs
import webapp.news.jobs
import webapp.school_calendar.jobs  # noqa: F401 - no page leads to what these do by themselves
from webapp import create_app
from webapp.core.db import db
from webapp.core.jobs import beat, huey, huey_in_a_hurry
from webapp.core.mail import deliver_mail_every_minute
from webapp.core.settings import WrongSetting
from webapp.notifications.jobs import deliver_pushes


def end_with_parent() -> None:
    """`make run` is one whole: when the process that started this worker is gone, so is the worker."""
    parent = os.getppid()
    while os.getppid() == parent:
        threading.Event().wait(1)
    os._exit(0)


def give_each_job_a_context(app: Flask) -> None:
    """A job runs in an app context of its own, which goes when it ends."""
    contexts = threading.local()

    @huey.pre_execute()
    def enter_context(task: Task) -> None:
        contexts.mine = app.app_context()
        contexts.mine.push()

    @huey.post_execute()
    def leave_context(task: Task, value: object, error: Exception | None) -> None:
        contexts.mine.pop()


def consumer() -> Consumer:
    """Two threads for whatever waits, what is in a hurry first, and one that is free for that when both are busy."""
    # Poll often: a job starts within 100 ms of its commit, also after an idle hour.
    made = Consumer(huey, workers=3, initial_delay=0.05, max_delay=0.1, backoff=1.0)
    free, _thread = made.worker_threads[0]
    free.huey = huey_in_a_hurry()
    return made


def main() -> None:
    try:
        app = create_app()
    except WrongSetting as problem:
        sys.exit(str(problem))
    logging.getLogger("huey").setLevel(logging.WARNING)
    if "--with-parent" in sys.argv:
        threading.Thread(target=end_with_parent, daemon=True).start()
    with app.app_context():
        with db.connection_context():
            beat()
        give_each_job_a_context(app)
        deliver_mail_every_minute()
        deliver_pushes()
        consumer().run()


if __name__ == "__main__":
    main()
