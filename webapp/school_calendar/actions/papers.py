"""The paper with an event: made safe and kept before a transaction, named by the event within one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from webapp.core.db import one_at_a_time
from webapp.core.errors import Refused
from webapp.core.files import drop_unused, keep_file, tidy_name
from webapp.core.papers import NotAPaper, clean_attachment

NO_PAPER: dict[str, Any] = {"paper": "", "paper_name": "", "paper_size": 0}


class Paper(NamedTuple):
    """A paper that was made safe and kept: its name for people, what it holds, and its file."""

    name: str
    suffix: str
    data: bytes
    file: str


def keep_paper(name: str, data: bytes) -> Paper:
    """Keep a paper that goes to many families: a PDF or an office document, made safe. Takes time, so call it before
    the transaction.

    Refused: `empty_file`, `file_too_large`, `not_an_attachment`, `active_file`.
    """
    try:
        cleaned, suffix = clean_attachment(data)
    except NotAPaper as problem:
        raise Refused(str(problem)) from None
    return Paper(tidy_name(name, suffix), suffix, cleaned, keep_file(cleaned, suffix))


def columns_of(paper: Paper) -> dict[str, Any]:
    """What an event says of its paper, inside a transaction: nobody throws the file away until that is written."""
    one_at_a_time("files")
    return {
        "paper": keep_file(paper.data, paper.suffix),
        "paper_name": paper.name,
        "paper_size": len(paper.data),
    }


@contextmanager
def dropping_unused(*files: str) -> Iterator[None]:
    """Afterwards, whether it went well or not, those of these files go that no row names."""
    try:
        yield
    finally:
        drop_unused(*files)
