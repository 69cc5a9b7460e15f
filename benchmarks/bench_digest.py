"""The digest of 10,000 parents, from the hour that strikes until every mail is written; against rendering one such mail
as many times, in the same process. Then 2,000 parents and ten workers that are killed on the way.
"""

import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.bench_urgent import peak_memory
from benchmarks.portals import empty_portal, machine
from tests.digest.killed import kill_again_and_again, saturday
from tests.digest.large_school import SATURDAY, make_large_school
from tests.digest.worker_processes import EIGHT
from webapp.accounts.models import Person
from webapp.core.clock import frozen_at
from webapp.core.mail import OutgoingMail
from webapp.digest.actions.sending import draft_digest, send_due_digests
from webapp.digest.queries.contents import digest_of

PARENTS, KILLED_PARENTS, KILLS = 10_000, 2_000, 10


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the clock, and of computing, which a busy machine does not lengthen."""

    clock: float
    work: float


def timed(work) -> Took:
    began, computed = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - began, time.process_time() - computed)


def render_one_again_and_again() -> None:
    """One parent's mail, 10,000 times: nothing is asked and nothing kept."""
    person = Person.select().order_by(Person.id).first()
    parts = digest_of(person, SATURDAY)
    for _ in range(PARENTS):
        draft_digest(person, SATURDAY, parts)


def measure() -> None:
    with empty_portal():
        make_large_school(PARENTS)
        idle = psutil.Process().memory_info().rss / 2**20
        with frozen_at(EIGHT):
            whole = timed(send_due_digests)
            most = peak_memory(psutil.Process().pid)
            written = OutgoingMail.select().count()
            alone = timed(render_one_again_and_again)
    assert written == PARENTS, written
    print(f"{PARENTS:,} digests: {whole.clock:.0f} s = {whole.clock / PARENTS * 1000:.1f} ms each", end="; ")
    print(f"rendering one mail as often: {alone.clock:.0f} s")
    print(f"  computing: {whole.work:.0f} s = rendering × {whole.work / alone.work:.2f}")
    print(f"  memory: {idle:.0f} MB before, {most:.0f} MB at most")


def measure_killed() -> None:
    with tempfile.TemporaryDirectory() as name, saturday(Path(name), KILLED_PARENTS) as portal:
        took = timed(lambda: kill_again_and_again(portal, KILLS, random.Random(7)))
        ids = portal.message_ids()
        assert portal.mail_rows() == dict.fromkeys(portal.readers, 1)
        assert {to: len(found) for to, found in ids.items()} == dict.fromkeys(portal.readers, 1)
        twice = len(portal.office.mails) - len(portal.readers)
    print(f"{KILLED_PARENTS:,} parents, {KILLS} killed workers: {took.clock:.0f} s; everybody one mail", end="; ")
    print(f"{twice} arrived twice, with the same Message-ID")


def main() -> None:
    print(machine())
    measure()
    measure_killed()


if __name__ == "__main__":
    main()
