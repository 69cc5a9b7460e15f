"""The door to this package: a file in, what it says out. Which kind it is, its content tells, not its name."""

from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path

from webapp.core import clock
from webapp.schools.school_file.contents import SchoolFile, UnreadableFile
from webapp.schools.school_file.edexml import read_edexml
from webapp.schools.school_file.kinds import MAX_BYTES, kind_of
from webapp.schools.school_file.table import (
    FIELDS,
    REQUIRED_FIELDS,
    SAMPLE,
    cell_text,
    guess_mapping,
    open_table,
    read_table,
)
from webapp.schools.school_file.values import shown

__all__ = ["FIELDS", "REQUIRED_FIELDS", "guess_mapping", "headings_and_sample", "read_school_file"]


def read_school_file(
    path: Path,
    mapping: dict[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    today: date | None = None,
) -> SchoolFile:
    """What the file says, with its mistakes; raises `UnreadableFile` when nothing of it can be used.

    `mapping` is heading → field for a table (None: guessed). `progress(done, total)` hears of bytes for EDEXML and of
    rows for a table, at most fifty times.
    """
    data = bytes_of(path)
    kind = kind_of(data)
    today = today or clock.today()
    if kind == "edexml":
        return read_edexml(data, today, progress)
    return read_table(kind, data, today, mapping, progress)


def headings_and_sample(path: Path) -> tuple[list[str], list[list[str]]]:
    """For the screen where columns are matched: the headings and the first five rows; nothing of both for EDEXML."""
    data = bytes_of(path)
    kind = kind_of(data)
    if kind == "edexml":
        return [], []
    table = open_table(kind, data)
    sample = [
        [shown(cell_text(row[column])) if column < len(row) else "" for column in table.columns]
        for _, row in islice(table.rows, SAMPLE)
    ]
    return table.headings, sample


def bytes_of(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableFile("too_large", limit=str(MAX_BYTES // 1024**2))
    return path.read_bytes()
