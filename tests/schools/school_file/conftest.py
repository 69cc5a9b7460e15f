from datetime import date
from pathlib import Path

import pytest

from webapp.schools.school_file.reading import read_school_file

TODAY = date(2026, 10, 1)


@pytest.fixture
def read(tmp_path: Path):
    """Reads these bytes as if the office had chosen a file with them, on the first of October 2026."""

    def read_bytes(data: bytes, mapping=None, progress=None):
        path = tmp_path / "school.file"
        path.write_bytes(data)
        return read_school_file(path, mapping, progress, today=TODAY)

    return read_bytes
