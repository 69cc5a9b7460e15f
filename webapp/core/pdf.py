"""HTML to PDF that a screen reader can read (PDF/UA-1, ISO 14289-1), by WeasyPrint; only in jobs: it takes 100 MB.

A *sheet* is one whole HTML document, with a `lang` and a `<title>`; it may be several pages. Nothing is fetched but the
images that are given by name: `<img src="portal:logo">`.
"""

import multiprocessing
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import get_ident
from typing import Any

import segno
from flask import Response, abort, current_app, render_template, send_file
from flask_babel import force_locale

ONE_PROCESS_UP_TO = 40  # sheets: below that a second process takes longer to start than it helps
LARGEST_PART = 50  # sheets that one process makes at a time


def sheet(template: str, language: str = "nl", **context: Any) -> str:
    """A template from `<feature>/print`, in Dutch unless asked otherwise, as paper from school is; it knows `language`,
    `site_address` and `qr_code`."""
    with force_locale(language):
        site_address = current_app.config["SETTINGS"].SITE_ADDRESS
        return render_template(template, language=language, site_address=site_address, qr_code=qr_code, **context)


def pdf_file(folder: str, name: str) -> Path:
    """Where a PDF lies that only the portal reads. Give only names that were found in the database."""
    return current_app.config["SETTINGS"].DATA_FOLDER / folder / f"{name}.pdf"


def keep_pdf(pdf: bytes, file: Path) -> None:
    """Keep a PDF (mode 0600, in a folder of mode 0700); raises FileExistsError rather than replace one. It appears
    whole, for somebody may be waiting for it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.stem}.{secrets.token_hex(8)}.part")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(pdf)
    try:
        os.link(unfinished, file)
    finally:
        unfinished.unlink()


def send_pdf(file: Path | None, name: str) -> Response:
    """A kept PDF for one person, under a name for the download; 404 when it is not there any more."""
    if file is None:
        abort(404)
    response = send_file(file, "application/pdf", download_name=name, conditional=False)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def forget_pdfs(folder: str, before: datetime) -> int:
    """Throw away what was made in a folder before this moment; how many files that were."""
    old = [file for file in pdf_file(folder, "any").parent.glob("*.pdf") if file.stat().st_mtime < before.timestamp()]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def qr_code(text: str) -> str:
    """The text as a QR code (ISO/IEC 18004), error level M, as a `data:` address for an image.

    Five pixels a module: sharp in every viewer, and a tenth of the bytes that drawing it as lines would take.
    """
    return segno.make(text, error="m", micro=False).png_data_uri(border=0, scale=5)


def closed_fetcher(images: Mapping[str, bytes]) -> Any:
    """A way to fetch that knows only these images and what stands in the sheet itself: no network, no files."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Closed(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            name = url.removeprefix("portal:")
            if url.startswith("portal:") and name in images:
                return URLFetcherResponse(url, images[name])
            return super().fetch(url, headers)

    return Closed(allowed_protocols=["data"])


@cache
def fonts_of(thread: int) -> Any:
    """The fonts that are installed here, looked up once by each thread (Pango shares them with no other): each look
    keeps memory that a worker never gets back."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def pdf_of(
    sheets: Sequence[str], style: str, images: Mapping[str, bytes] | None = None, on_each: Callable = lambda: None
) -> bytes:
    """The sheets under one style sheet as one PDF, made in this process; `on_each` is called after each sheet."""
    from weasyprint import CSS, HTML

    fonts, fetcher = fonts_of(get_ident()), closed_fetcher(images or {})
    css = CSS(string=style, font_config=fonts, url_fetcher=fetcher)
    documents = []
    for sheet in sheets:
        html = HTML(string=sheet, url_fetcher=fetcher)
        documents.append(html.render(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1"))
        on_each()
    pages = [page for document in documents for page in document.pages]
    return documents[0].copy(pages).write_pdf(pdf_variant="pdf/ua-1")


def pdf_of_many(
    sheets: Sequence[str],
    style: str,
    images: Mapping[str, bytes] | None = None,
    on_each: Callable = lambda: None,
    processes: int = 2,
) -> bytes:
    """As `pdf_of`, by several processes when there are many sheets (threads do not help: the interpreter is held)."""
    if len(sheets) <= ONE_PROCESS_UP_TO or processes == 1:
        return pdf_of(sheets, style, images, on_each)
    size = min(LARGEST_PART, -(-len(sheets) // processes))
    parts = [sheets[start : start + size] for start in range(0, len(sheets), size)]
    # Spawned, not forked: a fork of a process with threads can hold a lock for ever.
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        made = []
        for part, pdf in zip(parts, pool.map(pdf_of, parts, [style] * len(parts), [images] * len(parts)), strict=True):
            made.append(pdf)
            for _sheet in part:
                on_each()
    return joined(made)


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Tagged PDFs in a row as one: pages, and their tags under one Document, so that it stays PDF/UA.

    What belongs to a page is found by number in the parent tree (ISO 32000-1, 14.7.4.4), so the numbers of each next
    file begin where those before it end. Takes files as WeasyPrint writes them: a flat parent tree, one Document.
    """
    from pikepdf import ObjectStreamMode, Pdf

    whole = Pdf.open(BytesIO(pdfs[0]))
    root = whole.Root.StructTreeRoot
    document, numbers = root.K[0], root.ParentTree.Nums
    for pdf in pdfs[1:]:
        first = int(numbers[-2]) + 1
        with Pdf.open(BytesIO(pdf)) as part:
            for page in part.pages:
                renumber(page, first)
            # Pages first: tags copied later then point to the copies.
            whole.pages.extend(part.pages)
            theirs = whole.copy_foreign(part.Root.StructTreeRoot)
        for number, owner in pairs(theirs.ParentTree.Nums):
            numbers.extend([int(number) + first, owner])  # type: ignore[list-item]
        for element in theirs.K[0].K:
            element.P = document
            document.K.append(element)
    out = BytesIO()
    whole.save(out, object_stream_mode=ObjectStreamMode.generate)
    return out.getvalue()


def renumber(page: Any, first: int) -> None:
    page.StructParents = int(page.StructParents) + first
    for annotation in page.get("/Annots", []):
        if "/StructParent" in annotation:
            annotation.StructParent = int(annotation.StructParent) + first


def pairs(nums: Any) -> Iterator[tuple[Any, Any]]:
    values = list(nums)
    return zip(values[::2], values[1::2], strict=True)
