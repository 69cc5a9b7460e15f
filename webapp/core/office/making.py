"""An office document made anew, in a process of its own: `clean_document`."""

import sys

from webapp.core.office import open_document, open_xml
from webapp.core.office.parts import NotADocument, parts_of, zip_of
from webapp.core.pictures import NotAPicture, limit_this_process, made_anew

SUFFIXES = {"docx", "xlsx", "pptx", "odt", "ods", "odp"}
REASONS = {"active_file", "not_an_attachment"}


def clean_document(data: bytes) -> tuple[bytes, str]:
    """An office document with what people see in it, and its suffix (`docx`, `xlsx`, `pptx`, `odt`, `ods`, `odp`): no
    macros, embedded or linked files, no data about its maker. What it holds decides, not its name.

    Raises NotADocument: `active_file` for one that acts or fetches, `not_an_attachment` for any other that we do not
    take.
    """
    try:
        told, _line, made = made_anew(data, module="webapp.core.office.making").partition(b"\n")
    except NotAPicture:
        raise NotADocument("not_an_attachment") from None
    word = told.decode("ascii", "replace")
    if word not in SUFFIXES:
        raise NotADocument(word if word in REASONS else "not_an_attachment")
    return made, word


def make_document(data: bytes) -> bytes:
    """The work of the child process: the suffix on a line, then the document; or the reason why not."""
    try:
        parts = parts_of(data)
        made, suffix = (open_document if "mimetype" in parts else open_xml).made_of(parts)
    except NotADocument as problem:
        return str(problem).encode()
    return suffix.encode() + b"\n" + zip_of(made, plain="mimetype")


if __name__ == "__main__":
    limit_this_process()
    sys.stdout.buffer.write(make_document(sys.stdin.buffer.read()))
