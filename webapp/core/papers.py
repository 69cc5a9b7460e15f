"""Papers that people attach: a PDF or a photo of one, told by what it holds and made anew in a bounded process."""

import io
import sys
from typing import Any

from webapp.core.bare_pictures import bare_jpeg
from webapp.core.office.making import clean_document
from webapp.core.office.parts import NotADocument
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
    """What is kept of a paper that goes to many people, and its suffix: a PDF (`pdf`) or an office document
    (`core.office`).

    Raises NotAPaper: `empty_file`, `file_too_large`, `not_an_attachment`, or `active_file` for a document that acts or
    fetches something.
    """
    if not data:
        raise NotAPaper("empty_file")
    if len(data) > LARGEST:
        raise NotAPaper("file_too_large")
    try:
        if data.startswith(b"%PDF-"):
            return made_anew(data, module="webapp.core.papers"), "pdf"
        if data.startswith(b"PK\x03\x04"):
            return clean_document(data)
    except NotADocument as problem:
        raise NotAPaper(str(problem)) from None
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
                strip_photo(part)
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True)  # the same paper sent twice is kept once
    return made.getvalue()


def strip_photo(part: Any) -> None:
    """A JPEG in a PDF brings its own metadata along: where it was taken. It may be packed once more: a list of filters
    (ISO 32000-1, 7.4.1)."""
    from pikepdf import Array, Name, Stream

    named: Any = part.get("/Filter") if isinstance(part, Stream) else None
    filters: list[Any] = [*named] if isinstance(named, Array) else [named]
    if filters[-1:] == [Name.DCTDecode]:
        try:
            part.write(bare_jpeg(unpacked(part, filters[:-1])), filter=Name.DCTDecode)
        except (IndexError, ValueError):
            raise NotAPaper("not_a_paper") from None


def unpacked(part: Any, filters: list[Any]) -> bytes:
    """What a stream holds, with these filters undone and those after them not."""
    from pikepdf import Array, Dictionary, Name, Pdf, Stream

    data = part.read_raw_bytes()
    if not filters:
        return data
    parameters = part.get("/DecodeParms")
    outer = [*parameters][: len(filters)] if isinstance(parameters, Array) else []
    if any(isinstance(one, Dictionary) and len(one) for one in outer):
        raise NotAPaper("not_a_paper")  # a JPEG that is packed as rows of pixels: no program writes that
    with Pdf.new() as scratch:
        packed = Stream(scratch, b"")
        packed.write(data, filter=Array([Name(str(one)) for one in filters]))
        return packed.read_bytes()


def drop(owner: Any, *names: str) -> None:
    """Take these entries out of a dictionary of a PDF, where they are."""
    for name in names:
        if name in owner:
            del owner[name]


if __name__ == "__main__":
    limit_this_process()
    sys.stdout.buffer.write(make_pdf(sys.stdin.buffer.read()))
