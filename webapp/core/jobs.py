"""Work that does not wait for the visitor: huey on the portal's own database, inside the same transaction.

huey takes a task away before it runs it, so it only wakes a worker: the truth is in rows (mail to send, jobs to do)
that a periodic sweep finds again.
"""

import logging
from collections.abc import Callable
from copy import copy
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from flask import Flask
from huey import Huey, crontab
from huey.contrib.sql_huey import SqlStorage
from huey.storage import BlackHoleStorage
from peewee import BigIntegerField, CharField, IntegerField, TextField

from webapp.core import clock
from webapp.core.credentials import new_token
from webapp.core.db import Table, UtcDateTimeField, db

log = logging.getLogger(__name__)
huey = Huey("portal", storage_class=BlackHoleStorage, results=False)


class LongJob(Table):
    """Work that a person waits for, with its progress: an import, a file of letters. Only its owner sees it."""

    id = CharField(primary_key=True, max_length=43, default=new_token)
    owner_id = BigIntegerField(index=True)
    state = CharField(max_length=10, default="waiting")  # waiting → running → finished | failed
    done = IntegerField(default=0)
    total = IntegerField(default=0)
    message = TextField(default="")
    result = TextField(default="")  # an address to go on to when finished
    created_at = UtcDateTimeField()

    def progress(self, done: int, total: int) -> None:
        """Tell the person how far it is; written outside any open transaction of the work itself when there is none."""
        LongJob.update(done=done, total=total, state="running").where(LongJob.id == self.id).execute()

    def finish(self, result: str) -> None:
        LongJob.update(state="finished", result=result, done=LongJob.total).where(LongJob.id == self.id).execute()

    def fail(self, message: str) -> None:
        LongJob.update(state="failed", message=message).where(LongJob.id == self.id).execute()


class WorkerPulse(Table):
    """When a worker was last alive; `/health` reads it."""

    name = CharField(primary_key=True, max_length=40)
    at = UtcDateTimeField()


def start_long_job(owner: Any) -> LongJob:
    """A new long job of this person, waiting."""
    return LongJob.create(owner_id=owner.id, created_at=clock.now())


def long_job_of(owner: Any, job_id: str) -> LongJob:
    """The person's own long job; raises DoesNotExist for another's."""
    return LongJob.get((LongJob.id == job_id) & (LongJob.owner_id == owner.id))


IN_A_HURRY = 10  # huey's priority


def job(run: Callable, priority: int | None = None) -> Callable:
    """Make a function a job: calling it enqueues it, when the open transaction commits. `.now(…)` runs it here."""

    @wraps(run)
    def with_connection(*args: Any, **kwargs: Any) -> Any:
        if not db.is_closed():
            return run(*args, **kwargs)
        with db.connection_context():
            return run(*args, **kwargs)

    task = huey.task(retries=0, priority=priority)(with_connection)
    task.now = run
    return task


def job_in_a_hurry(run: Callable) -> Callable:
    """The same for what must not wait behind letters, imports and mail: a worker takes it first, and one always can."""
    return job(run, IN_A_HURRY)


def every(**when: str) -> Callable[[Callable], Callable]:
    """Make a function periodic: `@every(minute="*/5")`, as in a crontab."""

    def register(run: Callable) -> Callable:
        @wraps(run)
        def with_connection() -> None:
            if not db.is_closed():
                run()
                return
            with db.connection_context():
                run()

        task = huey.periodic_task(crontab(**when))(with_connection)
        task.now = run
        return task

    return register


@every(minute="*")
def pulse_every_minute() -> None:
    """Show that a worker is alive, each minute."""
    beat()


LONG_JOBS_LAST = timedelta(days=30)


@every(hour="3", minute="40")
def forget_long_jobs_every_night() -> None:
    """Nobody waits for a job of a month ago."""
    LongJob.delete().where(LongJob.created_at < clock.now() - LONG_JOBS_LAST).execute()


def beat(name: str = "worker") -> None:
    WorkerPulse.insert(name=name, at=clock.now()).on_conflict(
        conflict_target=[WorkerPulse.name], update={WorkerPulse.at: clock.now()}
    ).execute()


def last_pulse() -> datetime | None:
    """When a worker was last alive, or None."""
    return WorkerPulse.select(WorkerPulse.at).order_by(WorkerPulse.at.desc()).limit(1).scalar()


class HurriedTasks(SqlStorage):
    """Of the queue only what is in a hurry."""

    def tasks(self, *columns: Any) -> Any:
        return super().tasks(*columns).where(self.Task.priority >= IN_A_HURRY)


def huey_in_a_hurry() -> Huey:
    """The same huey, for a worker that takes only what is in a hurry."""
    narrow = copy(huey)
    narrow.storage = HurriedTasks("portal", database=db.obj, create_tables=False)
    return narrow


def queue_tables() -> list[type]:
    """huey's own tables, so that migrations make them."""
    storage = SqlStorage("portal", database=db.obj, create_tables=False)
    return [storage.KV, storage.Schedule, storage.Task, storage.Counter]


def start_jobs(app: Flask) -> None:
    """Let jobs be kept in this app's database."""
    huey.storage = SqlStorage("portal", database=db.obj, create_tables=False)
    app.extensions["huey"] = huey
