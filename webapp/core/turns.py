"""SQLite lets one write at a time; here they wait for that in the order in which they came."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from playhouse.pool import PooledSqliteDatabase


class FairSqliteDatabase(PooledSqliteDatabase):
    """SQLite for many at once: of all who wait to write, in whatever thread or process, one tries at a time.

    SQLite itself lets everybody who waits try again after a while, whoever came first: when hundreds press at once, a
    few would wait until the time-out. A turn lasts until the transaction has begun, not until it ends, so nothing has
    to be given back when a process is killed.
    """

    def init(self, database: str, **more: Any) -> None:
        super().init(database, **more)
        self.threads = Lock()
        self.doors: dict[int, int] = {}

    def begin(self, lock_type: str | None = None) -> None:
        if (lock_type or self._lock_type) == "IMMEDIATE":
            with self.turn():
                super().begin(lock_type)
        else:
            super().begin(lock_type)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """While nobody else in this process, and then nobody in another one, tries to write."""
        with self.threads:
            door = self.door()
            fcntl.flock(door, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(door, fcntl.LOCK_UN)

    def door(self) -> int:
        """The file on which processes wait, opened once by each: one that was inherited would be shared."""
        here = os.getpid()
        if here not in self.doors:
            self.doors = {here: os.open(f"{self.database}.turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)}
        return self.doors[here]
