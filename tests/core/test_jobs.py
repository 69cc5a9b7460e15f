"""Work that does not wait: enqueued with the transaction that needs it, run apart, shown to its owner."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from flask import current_app, g, has_app_context
from peewee import DoesNotExist
from playhouse.test_utils import assert_query_count

from tests.core.test_processes import until
from webapp.core import clock
from webapp.core.db import db
from webapp.core.jobs import (
    LongJob,
    WorkerPulse,
    beat,
    every,
    huey,
    huey_in_a_hurry,
    job,
    job_in_a_hurry,
    last_pulse,
    long_job_of,
    start_long_job,
)
from webapp.worker import consumer, give_each_job_a_context

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
done: list[object] = []
done_waiting = threading.Event()


@job
def note(what: str) -> None:
    done.append((what, current_app.name, g.get("note"), threading.get_ident()))
    g.note = what


@job_in_a_hurry
def note_at_once(what: str) -> None:
    done.append(what)


@job
def keep_busy() -> None:
    done.append("busy")
    done_waiting.wait(10)


@job
def stumble() -> None:
    raise ZeroDivisionError


@every(minute="1", hour="3")
def note_each_night() -> None:
    done.append("night")


@pytest.fixture(autouse=True)
def nothing_done():
    done.clear()
    done_waiting.clear()
    yield
    huey._pre_execute.clear()
    huey._post_execute.clear()


def enqueued() -> int:
    return huey.pending_count()


def run_what_waits() -> None:
    """What one thread of a worker does."""
    with db.connection_context():
        while task := huey.dequeue():
            huey.execute(task)


def in_a_worker() -> bool:
    """Run what waits in another thread; whether that thread keeps an app context when it is done."""
    left: list[bool] = []

    def work() -> None:
        run_what_waits()
        left.append(has_app_context())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return left[0]


def test_job_of_a_transaction_that_is_undone_is_not_there(transaction):
    before = enqueued()

    with db.atomic() as undone:
        note("Noor")
        inside = enqueued()
        undone.rollback()

    assert (inside - before, enqueued() - before, done) == (1, 0, [])


@pytest.mark.committed
def test_job_waits_until_its_transaction_commits_and_then_runs_elsewhere(app, transaction):
    give_each_job_a_context(app)
    with db.atomic():
        note("Noor")
        if "Sqlite" not in type(db.obj).__name__:  # SQLite would let the worker wait for the writer
            in_a_worker()
        before_commit = list(done)

    in_a_worker()

    assert (before_commit, [what for what, *_ in done], enqueued()) == ([], ["Noor"], 0)
    assert done[0][3] != threading.get_ident()


@pytest.mark.committed
def test_each_job_has_a_fresh_context_that_goes_when_it_ends_or_fails(app, transaction):
    give_each_job_a_context(app)
    note("Noor")
    stumble()
    note("Daan")

    leaves_a_context = in_a_worker()

    assert ([(what, before) for what, _app, before, _thread in done], leaves_a_context) == (
        [("Noor", None), ("Daan", None)],
        False,
    )


def test_job_can_be_run_here_and_now(app, transaction):
    before = enqueued()

    note.now("Noor")

    assert ([what for what, *_ in done], enqueued()) == (["Noor"], before)


def test_what_is_in_a_hurry_goes_first(app, transaction):
    note("letters")
    note_at_once("urgent")

    names = [huey.dequeue().name for _ in range(2)]

    assert names == ["note_at_once", "note"]


def test_what_can_wait_is_nothing_for_the_thread_that_is_kept_free(app, transaction):
    note("letters")

    assert (huey_in_a_hurry().dequeue(), huey.dequeue().name) == (None, "note")


@pytest.mark.committed
def test_long_jobs_on_every_thread_do_not_hold_up_what_is_in_a_hurry(app, transaction):
    give_each_job_a_context(app)
    for _ in range(4):
        keep_busy()
    worker = consumer()
    processes = [process for _worker, process in worker.worker_threads]
    for process in processes:
        process.start()
    busy = until(lambda: done.count("busy") == 2)

    note_at_once("urgent")
    is_done = until(lambda: "urgent" in done)

    waiting = enqueued()
    worker.stop_flag.set()
    done_waiting.set()
    for process in processes:
        process.join()
    assert (busy, is_done, waiting) == (True, True, 2)


def test_periodic_job_is_due_at_its_time_only():
    due = [
        note_each_night.task_class().validate_datetime(NOON.replace(hour=hour, minute=minute))
        for hour, minute in ((3, 1), (3, 2), (4, 1))
    ]

    assert due == [True, False, False]
    note_each_night.now()
    assert done == ["night"]


def state_of(long_job: LongJob) -> tuple:
    row = LongJob.get_by_id(long_job.id)
    return row.state, row.done, row.total, row.message, row.result


def test_long_job_tells_how_far_it_is_and_where_to_go_on(cast):
    with clock.frozen_at(NOON):
        long_job = start_long_job(cast.ingrid)
    states = [state_of(long_job)]

    long_job.progress(40, 180)
    states.append(state_of(long_job))
    long_job.finish("/imports/7")
    states.append(state_of(long_job))

    assert states == [
        ("waiting", 0, 0, "", ""),
        ("running", 40, 180, "", ""),
        ("finished", 180, 180, "", "/imports/7"),
    ]
    assert (len(long_job.id), LongJob.get_by_id(long_job.id).created_at) == (43, NOON)


def test_long_job_that_fails_tells_why(cast):
    long_job = start_long_job(cast.ingrid)
    long_job.progress(40, 180)

    long_job.fail("Dit bestand is leeg.")

    assert state_of(long_job) == ("failed", 40, 180, "Dit bestand is leeg.", "")


def test_progress_takes_one_query(cast):
    long_job = start_long_job(cast.ingrid)

    with assert_query_count(1):
        long_job.progress(1, 2)


def test_long_job_is_its_owners_only(cast):
    long_job = start_long_job(cast.ingrid)

    assert long_job_of(cast.ingrid, long_job.id) == long_job
    for other, job_id in ((cast.peter, long_job.id), (cast.ingrid, "x" * 43), (cast.ingrid, "")):
        with pytest.raises(DoesNotExist):
            long_job_of(other, job_id)


def test_pulse_is_of_the_worker_that_was_alive_last(transaction):
    nobody = last_pulse()
    with clock.frozen_at(NOON):
        beat()
        beat("second")
    with clock.frozen_at(NOON + timedelta(minutes=1)):
        beat()

    assert (nobody, last_pulse(), WorkerPulse.select().count()) == (None, NOON + timedelta(minutes=1), 2)
