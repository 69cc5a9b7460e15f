"""Tables that open in a spreadsheet as they are: CSV with semicolons, as a Dutch Excel expects."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from flask import Response

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would compute these (OWASP: CSV injection)


def safe_cell(value: Any) -> str:
    """What stands in a cell: text that begins like a formula gets an apostrophe before it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def csv_of(headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """The table in UTF-8 with a byte order mark, so that a spreadsheet reads é and ü."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in [headings, *rows])
    return out.getvalue().encode("utf-8-sig")


def send_csv(name: str, headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Response:
    """The table as a download, under this name."""
    response = Response(csv_of(headings, rows), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
