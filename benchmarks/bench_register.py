"""A register of 100,000 choices verified, on both databases, against only reading its rows."""

import tempfile
import time
from collections.abc import Callable

from benchmarks.bench_import import portal
from benchmarks.portals import machine
from tests.cast import make_cast
from tests.consent.large_register import make_large_register
from tests.postgres import postgres_url
from webapp.consent.models import ConsentDecision
from webapp.consent.queries.verification import check_register
from webapp.core.chain import ChainLink
from webapp.core.db import db

ENTRIES = 100_000
LIMIT = 5.0  # seconds


def seconds_of(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def read_bare() -> None:
    """What cannot be done without: every row of the register and every link."""
    for table in (ConsentDecision, ChainLink):
        for _row in db.execute(table.select()):
            pass


def measure(name: str, url: str) -> None:
    with tempfile.TemporaryDirectory() as folder, portal(url, folder):
        cast = make_cast()
        with db.atomic():
            make_large_register(cast.school, cast.marieke, ENTRIES)
        found = check_register()
        if found.flaws or found.length != ENTRIES:
            raise SystemExit("the register should be whole")
        bare, whole = min(seconds_of(read_bare) for _ in range(3)), min(seconds_of(check_register) for _ in range(3))
    verdict = "within" if whole <= LIMIT else "ABOVE"
    print(
        f"{name:<12}{whole:5.2f} s for {ENTRIES:,} entries ({verdict} {LIMIT:.0f} s), {whole / bare:.1f}× reading them"
    )


def main() -> None:
    print(machine())
    measure("SQLite", "")
    measure("PostgreSQL", postgres_url())


if __name__ == "__main__":
    main()
