"""What a checker of PDF/UA-1 and WCAG 2.2 finds wrong with a PDF."""

from pathlib import Path

from outloud import check


def errors_in(file: Path) -> list[str]:
    """Each error with its rule; nothing for a PDF that a screen reader can read."""
    result = check(str(file))
    assert result.error is None
    return [f"{one.rule}: {one.message}" for one in result.findings if str(one.severity) == "error"]
