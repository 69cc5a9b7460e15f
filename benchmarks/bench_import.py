"""A school's file of 10,000 pupils read, planned and applied, against only parsing it and inserting the same rows."""

import io
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.make_school_file import school_edexml
from benchmarks.portals import machine
from tests.postgres import postgres_url
from webapp import create_app
from webapp.core.db import db, migrate
from webapp.core.settings import read_settings
from webapp.schools.actions.import_runs import write_if_unchanged
from webapp.schools.actions.import_writing import insert_rows
from webapp.schools.models import Child, Enrolment, Group, PupilKey, Unit
from webapp.schools.queries.imports import snapshot_of
from webapp.schools.rules.imports import plan_of
from webapp.schools.school_file.contents import SchoolFile
from webapp.schools.school_file.reading import read_school_file

PUPILS, GROUPS = 10_000, 400
LIMIT = 20.0  # seconds
TODAY = date(2026, 8, 31)


@contextmanager
def portal(url: str, folder: str) -> Iterator[None]:
    app = create_app(read_settings({"DATA_FOLDER": folder, "DATABASE_URL": url, "LOG_LEVEL": "ERROR"}))
    migrate()
    with app.app_context(), db.connection_context():
        yield
    db.obj.close_all()


def seconds_of(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def import_once(unit: Unit, path: Path) -> dict[str, float]:
    """The parts of an import in seconds, as the job does them; only the last one holds the database's write lock."""
    began = time.perf_counter()
    file = read_school_file(path)
    read = time.perf_counter()
    now = snapshot_of(unit)
    plan = plan_of(file, now)
    planned = time.perf_counter()
    write_if_unchanged(None, unit, plan, now.fingerprint)
    return {"read": read - began, "planned": planned - read, "applied": time.perf_counter() - planned}


def insert_bare(unit: Unit, file: SchoolFile) -> None:
    """What cannot be done without: the same rows put in, with nothing compared with the database."""
    names = ("given_name", "infix", "surname", "birthdate")
    pupils = list(enumerate(file.pupils, 1_000_000))
    with db.atomic():
        insert_rows(Group, ({"unit": unit.id, "key": group.key, "name": group.name} for group in file.groups))
        ids = dict(Group.select(Group.key, Group.id).where(Group.unit == unit).tuples())
        insert_rows(Child, ({"id": id} | {name: getattr(pupil, name) for name in names} for id, pupil in pupils))
        insert_rows(PupilKey, ({"unit": unit.id, "child": id, "key": pupil.key} for id, pupil in pupils))
        enrolled = ((id, ids[pupil.group_key]) for id, pupil in pupils)
        insert_rows(Enrolment, ({"child": id, "group": group, "starts_on": TODAY} for id, group in enrolled))


def measure(name: str, url: str, path: Path, parsing: float) -> None:
    with tempfile.TemporaryDirectory() as folder, portal(url, folder):
        unit = Unit.create(name="Grote school", kind="school", brin="99ZZ")
        first, again = import_once(unit, path), import_once(unit, path)
        children = Child.select().count()
        other, file = Unit.create(name="Bare", kind="school"), read_school_file(path)
        bare = seconds_of(lambda: insert_bare(other, file))
    total = sum(first.values())
    parts = ", ".join(f"{part} in {taken:.2f} s" for part, taken in first.items())
    print(f"{name}: {children:,} children {parts}: {total:.1f} s, {total / LIMIT:.0%} of the {LIMIT:.0f} s allowed")
    print(f"  against ElementTree ({parsing:.2f} s) and bare inserts ({bare:.2f} s): {total / (parsing + bare):.1f}×")
    print(f"  the same file again changes nothing: {sum(again.values()):.1f} s")


def main() -> None:
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "school.xml"
        path.write_bytes(school_edexml(PUPILS, GROUPS))
        data = path.read_bytes()
        parsing = seconds_of(lambda: ElementTree.parse(io.BytesIO(data)))
        print(f"a file of {len(data) / 1e6:.1f} MB")
        measure("SQLite", "", path, parsing)
        measure("PostgreSQL", postgres_url(), path, parsing)


if __name__ == "__main__":
    main()
