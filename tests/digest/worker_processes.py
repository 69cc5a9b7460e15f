"""A large school on a Saturday at eight: each twentieth parent wants no digest, each fiftieth is blocked.

A worker notes in `shares` how many digests it made.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from tests.digest.large_school import make_large_school
from tests.worker_processes import serve, work
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import db, migrate
from webapp.digest.actions import sending
from webapp.notifications.models import Preference

EIGHT = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)  # at school


def wants_none(number: int) -> bool:
    return number % 20 == 7


def is_blocked(number: int) -> bool:
    return number % 50 == 3


def fill(parents: str) -> None:
    migrate()
    with db.connection_context(), db.atomic():
        make_large_school(int(parents))
        for number, (id,) in enumerate(Person.select(Person.id).order_by(Person.id).tuples()):
            if wants_none(number):
                Preference.create(person=id, kind="digest", push=True, mail=False)
            if is_blocked(number):
                Person.update(blocked_at=clock.now()).where(Person.id == id).execute()


def work_on_saturday(nothing: str) -> None:
    write, shares = sending.write_digests, Path(os.environ["DATA_FOLDER"]) / "shares"

    def write_and_note(*arguments) -> int:
        count = write(*arguments)
        with shares.open("a") as file:
            file.write(f"{os.getpid()} {count}\n")
        return count

    sending.write_digests = write_and_note
    sending.BATCH = 10  # so that there is much to be killed between
    with clock.frozen_at(EIGHT):
        work(nothing)


if __name__ == "__main__":
    serve({"fill": fill}, work_on_saturday)
