"""A calendar file of a thousand events: asked of the database and written, against reading it back."""

import tempfile
import time
from datetime import timedelta

import icalendar

from benchmarks.bench_import import portal
from benchmarks.portals import machine
from tests.cast import Cast, make_cast
from tests.postgres import postgres_url
from tests.school_calendar.events import make_event
from webapp.core import clock
from webapp.core.db import db
from webapp.school_calendar.queries.calendar_files import entries_of
from webapp.school_calendar.rules.calendar_files import calendar_file
from webapp.schools.rules.audiences import Part

EVENTS, TIMES = 1_000, 5
LIMIT = 0.2  # seconds


def fill(cast: Cast) -> None:
    part = Part(cast.school.id, cast.group3.id)
    for number in range(EVENTS):
        day = clock.today() + timedelta(days=number % 300)
        make_event(cast.joris, f"Activiteit {number}", day, part, starts_at="09:00", ends_at="10:00", place="Plein")


def measure(name: str, url: str) -> None:
    with tempfile.TemporaryDirectory() as folder, portal(url, folder):
        cast = make_cast()
        with db.atomic():
            fill(cast)
        asked, whole = [], []
        for _ in range(TIMES):
            began = time.perf_counter()
            entries = entries_of(cast.marieke, None)
            asked.append(time.perf_counter() - began)
            data = calendar_file("Kalender", entries, clock.SCHOOL_ZONE)
            whole.append(time.perf_counter() - began)
        began = time.perf_counter()
        count = len(icalendar.Calendar.from_ical(data).walk("VEVENT"))
        read = time.perf_counter() - began
    size, least = len(data) // 1024, min(whole)
    verdict = "within" if least <= LIMIT else "ABOVE"
    print(f"{name}: {count} entries, {size} KB in {least * 1000:.0f} ms ({verdict} {LIMIT * 1000:.0f}),")
    print(f"  {least / read:.2f} of reading it back; {min(asked) * 1000:.0f} ms of it to ask the database")
    print(f"  the first time after a start: {whole[0] * 1000:.0f} ms")


def main() -> None:
    print(machine())
    measure("SQLite", "")
    measure("PostgreSQL", postgres_url())
