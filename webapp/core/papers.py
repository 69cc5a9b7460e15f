"""Papers that people attach: a PDF or a photo of one, told by what it holds and made anew in a bounded process."""

import io
import sys
from typing import Any

from webapp.core.pictures import NotAPicture, document_picture, limit_this_process, made_anew

LARGEST = 10 * 1024 * 1024
MOST_PAGES = 100


class NotAPaper(ValueError):
    """What was sent is no paper that we take; its text is the reason, as a refusal code."""


def clean_paper(data: bytes) -> tuple[bytes, str]:
    """What is kept of a paper, and its suffix: a PDF without scripts, actions and files in it (`pdf`), or a photo
    (`jpg`).

    Raises NotAPaper: `empty_file`, `file_too_large`, or `not_a_paper` for what is neither, is locked with a password or
    cannot be opened. Names and types that a browser tells are not looked at.
    """
    if not data:
        raise NotAPaper("empty_file")
    if len(data) > LARGEST:
        raise NotAPaper("file_too_large")
    try:
        if data.startswith(b"%PDF-"):
            return made_anew(data, module="webapp.core.papers"), "pdf"
        return document_picture(data), "jpg"
    except NotAPicture:
        raise NotAPaper("not_a_paper") from None


def clean_attachment(data: bytes) -> tuple[bytes, str]:
    """What is kept of a paper that goes to many people, and its suffix: a PDF (`pdf`).

    Raises NotAPaper: what `clean_paper` tells, or `not_an_attachment`.
    """
    if not data:
        raise NotAPaper("empty_file")
    if len(data) > LARGEST:
        raise NotAPaper("file_too_large")
    try:
        if data.startswith(b"%PDF-"):
            return made_anew(data, module="webapp.core.papers"), "pdf"
    except NotAPicture:
        pass
    raise NotAPaper("not_an_attachment")


def make_pdf(data: bytes) -> bytes:
    """The work of the child process for a PDF; raises what pikepdf does for what it cannot open or may not."""
    from pikepdf import Dictionary, Pdf, Stream
    from pikepdf.sanitize import Sanitizer

    with Pdf.open(io.BytesIO(data)) as pdf:
        if pdf.is_encrypted or not 0 < len(pdf.pages) <= MOST_PAGES:
            raise NotAPaper("not_a_paper")
        cleaner = Sanitizer().remove_javascript().remove_external_access().remove_attachments().remove_multimedia()
        cleaner.remove_private_app_data().remove_web_capture().remove_collection().apply(pdf)
        drop(pdf.Root, "/Metadata", "/OpenAction", "/AA")
        drop(pdf.Root.get("/AcroForm", {}), "/XFA")
        drop(pdf.trailer, "/Info")
        for part in pdf.objects:  # pages and pictures have metadata of their own: where a photo was taken
            if isinstance(part, Dictionary | Stream):
                drop(part, "/Metadata")
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True)  # the same paper sent twice is kept once
    return made.getvalue()


def drop(owner: Any, *names: str) -> None:
    """Take these entries out of a dictionary of a PDF, where they are."""
    for name in names:
        if name in owner:
            del owner[name]


if __name__ == "__main__":
    limit_this_process()
    sys.stdout.buffer.write(make_pdf(sys.stdin.buffer.read()))
