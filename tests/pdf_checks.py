"""What a checker of PDF/UA-1 and WCAG 2.2 finds wrong with a PDF."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from outloud import check


def errors_in(pdf: Path | bytes) -> list[str]:
    """Each error with its rule; nothing for a PDF that a screen reader can read."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf if isinstance(pdf, bytes) else pdf.read_bytes())
        file.flush()
        result = check(file.name)
    assert result.error is None
    return [f"{one.rule}: {one.message}" for one in result.findings if str(one.severity) == "error"]
