"""Rows of an Excel workbook (.xlsx). How large it is when unpacked has been looked at before: see kinds."""

import io
import warnings
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeVar

from defusedxml import DefusedXmlException

from webapp.schools.school_file.contents import UnreadableFile

MAX_ROWS = 61_000  # the most pupils a file may hold, with headings and empty rows
MAX_COLUMNS = 200  # an administration has some eighty; a row padded to Excel's 16,384 costs memory for nothing
BATCH = 500

Result = TypeVar("Result")


class Workbook:
    """Formulas are read as their last value, links to other files are not followed."""

    def __init__(self, data: bytes):
        from openpyxl import load_workbook  # 10 MB of program: only where somebody sends a workbook

        self.book = guarded(
            lambda: load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=False)
        )

    def sheets(self) -> list[Any]:
        return [sheet for sheet in self.book.worksheets if sheet.sheet_state == "visible"]

    def rows(self, sheet: Any) -> Iterator[tuple[int, list[Any]]]:
        """Row number and cells of each row that is not empty."""
        sheet.reset_dimensions()  # what a sheet says of its own size may be a lie of a billion empty cells
        rows = enumerate(sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True), 1)
        while batch := guarded(lambda: list(islice(rows, BATCH))):
            for line, row in batch:
                if any(cell is not None and cell != "" for cell in row):
                    yield line, list(row)


def guarded(read: Callable[[], Result]) -> Result:
    """openpyxl raises anything for a damaged file, and warns of charts and styles that it leaves out."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return read()
    except Exception as error:
        forbidden = isinstance(error, DefusedXmlException) or isinstance(error.__cause__, DefusedXmlException)
        raise UnreadableFile("forbidden_xml" if forbidden else "broken_xlsx") from None
