"""Rows of a CSV or TSV file, whatever program wrote it."""

import csv
import io
from collections.abc import Iterator

from webapp.schools.school_file.contents import UnreadableFile

SEPARATORS = ";\t,|"  # in this order when they count the same: Dutch programs write semicolons
LOOK_AHEAD = 10
MAX_COLUMNS = 200  # an administration has some eighty


def separator_of(text: str) -> str:
    """The separator of the line that is cut in most pieces. (csv.Sniffer guesses from letter counts, and wrongly.)"""
    if text[:4].lower() == "sep=" and text[4:5] in SEPARATORS:
        return text[4]
    lines = [line for line in text[:65_536].splitlines() if line.strip()][:LOOK_AHEAD]
    return max(
        SEPARATORS, key=lambda separator: max((count_outside_quotes(line, separator) for line in lines), default=0)
    )


def count_outside_quotes(line: str, separator: str) -> int:
    return sum(part.count(separator) for part in line.split('"')[::2])


def delimited_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row that is not empty; a row that runs over lines has its first line's number."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    line = 1
    try:
        for row in reader:
            if len(row) > MAX_COLUMNS:
                raise UnreadableFile("too_many_columns", line, limit=str(MAX_COLUMNS))
            if any(cell.strip() for cell in row) and not (line == 1 and row[0].lower().startswith("sep=")):
                yield line, row
            line = reader.line_num + 1
    except csv.Error:
        raise UnreadableFile("bad_csv", line) from None
