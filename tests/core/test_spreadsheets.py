"""Tables for a spreadsheet."""

import pytest

from webapp.core.spreadsheets import csv_of, safe_cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("Noor", "Noor"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+31612345678", "'+31612345678"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        (None, ""),
        (3, "3"),
    ],
)
def test_cell_that_a_spreadsheet_would_compute_is_text(value, cell):
    assert safe_cell(value) == cell


def test_table_is_what_a_dutch_spreadsheet_opens_as_it_is():
    assert csv_of(["Kind", "Reden"], [["Chloë; de Vries", "Ziek"]]) == (
        b'\xef\xbb\xbfKind;Reden\r\n"Chlo\xc3\xab; de Vries";Ziek\r\n'
    )
