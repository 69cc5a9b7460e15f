"""Reads a list of pupils from a table: finds the headings, matches columns to fields, reads the rows.

Columns with a citizen number (BSN), education number or ECK iD are left out before anything else looks at them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from typing import Any

from webapp.schools.school_file.contents import SchoolFile, UnreadableFile
from webapp.schools.school_file.delimited import delimited_rows
from webapp.schools.school_file.encodings import table_text
from webapp.schools.school_file.gathering import Gathering, group_key_of
from webapp.schools.school_file.values import WrongValue, clean_text, read_year, split_full_name, split_surname
from webapp.schools.school_file.workbook import MAX_ROWS, Workbook

FIELDS = ("key", "given_name", "infix", "surname", "full_name", "birthdate", "group", "year")
REQUIRED_FIELDS = ("given_name", "surname", "group")  # full_name may stand for the first two
KNOWN_HEADINGS = {  # what programs call the column, the best first
    "key": "leerlingnummer leerlingnr kindnummer kindnr stamnummer leerlingkey leerlingid kindid key id nummer",
    "given_name": "roepnaam voornaam voornamen firstname givenname",
    "infix": "tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels tussenv infix",
    "surname": "achternaam geslachtsnaam familienaam lastname surname",
    "full_name": "volledigenaam naam leerling kind leerlingnaam kindnaam naamleerling naamkind fullname name",
    "birthdate": "geboortedatum gebdatum geboren geboortedag dateofbirth birthdate",
    "group": "groep groepsnaam groepnaam stamgroep basisgroep klas opvanggroep group class",
    "year": "jaargroep leerjaar year",
}
FIELD_OF = {
    heading: (field, rank)
    for field, headings in KNOWN_HEADINGS.items()
    for rank, heading in enumerate(headings.split())
}
NEVER_READ = re.compile(r"bsn|burgerservice|sofi|onderwijsn|persoonsgebonden|^pgn|^eckid")
MAX_HEADING = 200
LOOK_AHEAD = 10  # rows among which the headings must be: before them come a title, a date, an empty line
SAMPLE = 5
STEPS = 48  # how often `progress` is told


@dataclass(slots=True)
class Table:
    headings: list[str]  # as shown: never empty, each once; in the order of `columns`
    columns: list[int]
    width: int
    rows: Iterator[tuple[int, list[Any]]]
    total: int


def read_table(
    kind: str,
    data: bytes,
    today: date,
    mapping: dict[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> SchoolFile:
    table = open_table(kind, data)
    places = places_of_fields(table, guess_mapping(table.headings) if mapping is None else mapping)
    gathering = Gathering(kind, today)
    groups: dict[str, tuple[str, set[str], int]] = {}
    step = table.total // STEPS + 1
    for count, (line, row) in enumerate(table.rows, 1):
        if any(cell_text(cell) for cell in row[table.width :]):
            gathering.wrong(line, "too_many_cells")
        cells = {field: row[place] if place < len(row) else "" for field, place in places.items()}
        group = group_of(gathering, groups, line, cells)
        add_row(gathering, line, cells, group)
        if progress and count % step == 0:
            progress(min(line, table.total), table.total)
    for key, (name, years, line) in groups.items():
        gathering.add_group(line, key, name, next(iter(years)) if len(years) == 1 else "")
    if progress:
        progress(table.total, table.total)
    return gathering.finish()


def group_of(
    gathering: Gathering, groups: dict[str, tuple[str, set[str], int]], line: int, cells: dict[str, Any]
) -> str:
    """The key of the group in this row; a group is its name, whatever the capitals, and has the years of its pupils."""
    try:
        name = clean_text(cell_text(cells["group"]))
    except WrongValue as wrong:
        gathering.wrong(line, wrong.code, field="group", name="", **wrong.values)
        return ""
    if not name:
        return ""
    _, years, _ = groups.setdefault(group_key_of(name), (name, set(), line))
    years.update(filter(None, [read_year(cell_text(cells.get("year")))]))
    return group_key_of(name)


def add_row(gathering: Gathering, line: int, cells: dict[str, Any], group: str) -> None:
    given_name, infix, surname = names_of(cells)
    gathering.add_pupil(
        line=line,
        key=cell_text(cells.get("key")),
        given_name=given_name,
        infix=infix,
        surname=surname,
        birthdate=cells.get("birthdate"),
        group_key=group,
        must_have_key=False,
    )


def names_of(cells: dict[str, Any]) -> tuple[str, str, str]:
    if "full_name" in cells:
        return split_full_name(cell_text(cells["full_name"]))
    given_name, surname = cell_text(cells["given_name"]), cell_text(cells["surname"])
    if infix := cell_text(cells.get("infix")):
        return given_name, infix, surname
    return given_name, *split_surname(surname)


def open_table(kind: str, data: bytes) -> Table:
    """The table of a CSV file; of a workbook, the sheet whose headings say most."""
    if kind == "csv":
        text = table_text(data)
        tables = [table_of(delimited_rows(text), text.count("\n") + 1)]
    else:
        book = Workbook(data)
        tables = [table_of(book.rows(sheet), min(sheet.max_row or 1, MAX_ROWS)) for sheet in book.sheets()]
    found = [table for table in tables if table.headings]
    if not found:
        raise UnreadableFile("no_headings")
    return max(found, key=lambda table: len(guess_mapping(table.headings)))


def table_of(rows: Iterator[tuple[int, list[Any]]], total: int) -> Table:
    """Finds the headings: the row, among the first, with the most words that we know; else the first with two cells."""
    first_rows = list(islice(rows, LOOK_AHEAD))
    candidates = [[cell_text(cell)[:MAX_HEADING] for cell in row] for _, row in first_rows]
    place = max(range(len(candidates)), key=lambda i: heading_score(candidates[i]), default=0)
    if not candidates or heading_score(candidates[place]) < (0, True):
        return Table([], [], 0, rows, total)
    names = candidates[place]
    columns = [column for column, name in enumerate(names) if not NEVER_READ.search(plain(name))]
    headings = told_apart([names[column] or f"({column + 1})" for column in columns])
    return Table(headings, columns, len(names), chain(first_rows[place + 1 :], rows), total)


def heading_score(names: list[str]) -> tuple[int, bool]:
    return len(guess_mapping(names)), sum(map(bool, names)) > 1


def told_apart(names: list[str]) -> list[str]:
    """«Naam» and «Naam» become «Naam» and «Naam (2)»: a mapping goes by heading."""
    times = [names[:place].count(name) for place, name in enumerate(names)]
    return [name if not time else f"{name} ({time + 1})" for name, time in zip(names, times, strict=True)]


def guess_mapping(headings: list[str]) -> dict[str, str]:
    """Heading → field, for the headings that say what they hold. One name column counts only for want of two."""
    best: dict[str, tuple[int, str]] = {}
    for heading in headings:
        field, rank = FIELD_OF.get(plain(heading), ("", 0))
        if field and (field not in best or rank < best[field][0]):
            best[field] = (rank, heading)
    if {"given_name", "surname"} <= best.keys():
        best.pop("full_name", None)
    elif "full_name" in best:
        for field in ("given_name", "infix", "surname"):
            best.pop(field, None)
    return {heading: field for field, (_, heading) in best.items()}


def places_of_fields(table: Table, mapping: dict[str, str]) -> dict[str, int]:
    """Field → column. Raises `missing_columns` when a name or the group has none."""
    places: dict[str, int] = {}
    for heading, column in zip(table.headings, table.columns, strict=True):
        if (field := mapping.get(heading, "")) in FIELDS:
            places.setdefault(field, column)
    if {"given_name", "surname"} <= places.keys():
        places.pop("full_name", None)
    missing = [field for field in REQUIRED_FIELDS if field not in places]
    if "full_name" in places:
        missing = [field for field in missing if field == "group"]
    if missing:
        raise UnreadableFile("missing_columns", columns=" ".join(missing))
    return places


def plain(heading: str) -> str:
    """A heading without case, accents, spaces and signs."""
    return "".join(c for c in unicodedata.normalize("NFKD", heading.casefold()) if c.isalnum())


def cell_text(cell: object) -> str:
    """A cell as it is seen: the number 12345.0 is 12345, a day is 2020-03-14."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
