"""How often something was tried, counted in the database by every process together."""

import threading

import pytest

from webapp.core.db import db
from webapp.core.rate_limits import DatabaseStorage, Tally

pytestmark = pytest.mark.usefixtures("transaction")


@pytest.fixture
def storage() -> DatabaseStorage:
    return DatabaseStorage("database://")


@pytest.fixture
def at(monkeypatch):
    """`at(100)`: it is a hundred seconds after the epoch."""
    return lambda seconds: monkeypatch.setattr("webapp.core.rate_limits.time.time", lambda: float(seconds))


def test_uses_are_counted_for_each_key_apart(storage):
    counts = [storage.incr("noor", 60), storage.incr("noor", 60), storage.incr("daan", 60, amount=3)]

    assert counts == [1, 2, 3]
    assert (storage.get("noor"), storage.get("daan"), storage.get("mees")) == (2, 3, 0)


def test_window_ends_when_it_said_it_would_however_often_it_was_used(storage, at):
    at(1000)
    storage.incr("noor", 60)
    at(1059)
    counted = storage.incr("noor", 60), storage.get_expiry("noor")
    at(1060)

    assert (counted, storage.get("noor"), storage.incr("noor", 60)) == ((2, 1060.0), 0, 1)


def test_ended_windows_are_swept_up(storage, at):
    at(1000)
    storage.incr("noor", 60)
    at(2000)
    storage.incr("daan", 60)

    assert [tally.key for tally in Tally.select()] == ["daan"]


def test_key_that_was_never_used_has_no_window(storage, at):
    at(1000)

    assert storage.get_expiry("noor") == 1000.0


def test_one_key_is_cleared_or_all_are(storage):
    for key in ("noor", "daan", "mees"):
        storage.incr(key, 60)

    storage.clear("noor")
    cleared = storage.get("noor"), storage.get("daan")
    storage.reset()

    assert (cleared, Tally.select().count(), storage.check()) == ((0, 1), 0, True)


@pytest.mark.committed
def test_two_at_once_are_both_counted(storage):
    counts: list[int] = []

    def try_often() -> None:
        with db.connection_context():
            counts.extend(storage.incr("noor", 60) for _ in range(10))

    threads = [threading.Thread(target=try_often) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(counts) == list(range(1, 31))
