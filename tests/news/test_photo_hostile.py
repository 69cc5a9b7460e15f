"""Hostile files through the real actions: nothing comes along with what is taken, and nobody is hurt by the rest."""

import io
import struct
import zipfile
from time import perf_counter

import pikepdf
import pytest

from tests.hostile_files import (
    FAILED,
    READY,
    REFUSED,
    Hostile,
    broken_pictures,
    odd_pictures,
    refused_pictures,
)
from tests.hostile_papers import NAMES, papers, pdf
from tests.news.photos import jpeg, make_draft
from webapp.core.errors import Refused
from webapp.core.files import file_exists, read_file
from webapp.core.pictures import MEMORY, SECONDS
from webapp.news.actions.attachments import add_attachments
from webapp.news.actions.making import make_photo
from webapp.news.actions.photos import add_photos
from webapp.news.models import Attachment, Photo

PICTURES = [*refused_pictures(), *broken_pictures(), *odd_pictures()]
PAPERS = list(papers())
LEAKS = (b"EVIL", b"script", b"Exif", b"EXIF", b"GPS", b"xmpmeta", b"ICCP", b"JFIF", b"ftyp", b"PK\x03\x04", b"Noor")


def what_became(draft, data: bytes) -> str:
    """Send a photo as its author does, let a worker make it, and tell what came of it."""
    try:
        photo = add_photos(draft.author, draft, [("IMG.jpg", data)])[0]
    except Refused:
        return REFUSED
    make_photo(photo.id)
    return Photo.get_by_id(photo.id).state


def leaks_in(data: bytes) -> list[bytes]:
    return [leak for leak in LEAKS if leak in data]


def chunks_of(webp: bytes) -> list[bytes]:
    """What a WebP file is made of (RFC 9649, 2.3)."""
    kinds, at = [], 12
    while at < len(webp):
        kind, length = struct.unpack_from("<4sI", webp, at)
        kinds.append(kind)
        at += 8 + length + length % 2
    return kinds


def test_there_are_enough_of_them():
    assert (len(PICTURES) + len(PAPERS) >= 60, len({file.name for file in PICTURES})) == (True, len(PICTURES))
    assert MEMORY == 512 * 1024 * 1024


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: file.name)
def test_picture_becomes_a_clean_photo_or_none(cast, file: Hostile):
    draft, began = make_draft(cast.joris), perf_counter()

    became = what_became(draft, file.data)

    assert (became, perf_counter() - began < SECONDS) == (file.verdict, True)
    photo = Photo.get_or_none()
    if became == REFUSED:
        assert photo is None
    elif became == FAILED:
        assert (photo.large, photo.small, photo.problem, file_exists(photo.upload)) == (
            "",
            "",
            "cannot_be_opened",
            False,
        )
    else:
        made = [read_file(photo.large), read_file(photo.small)]
        assert ([chunks_of(data) for data in made], file_exists(photo.upload)) == ([[b"VP8 "]] * 2, False)
        assert [leaks_in(data) for data in made] == [[], []]
        assert file.data[-200:] not in made[0]


def test_worker_goes_on_after_the_worst(cast):
    draft = make_draft(cast.joris)

    assert [what_became(draft, file.data) for file in [*broken_pictures()][-5:]] == [FAILED] * 5
    assert what_became(draft, jpeg()) == READY


@pytest.mark.parametrize("file", PAPERS, ids=lambda file: file.name)
def test_paper_is_made_safe_or_refused(cast, file: Hostile):
    draft, began = make_draft(cast.joris), perf_counter()

    try:
        add_attachments(cast.joris, draft, [("brief.docx", file.data)])
        became = READY
    except Refused:
        became = REFUSED

    assert (became, perf_counter() - began < SECONDS) == (file.verdict, True)
    assert Attachment.select().count() == (1 if became == READY else 0)
    if became == READY:
        assert [
            leak
            for held in contents_of(Attachment.get())
            for leak in (b"EVIL", b"<script", b"Noor", b"Exif")
            if leak in held
        ] == []


def contents_of(attachment: Attachment) -> list[bytes]:
    """The file itself, and all that is packed in it."""
    data = read_file(attachment.file)
    if attachment.name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(data)) as made:
            streams = [part.read_raw_bytes() for part in made.objects if isinstance(part, pikepdf.Stream)]
        return [data, *streams]
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return [data, *(file.read(name) for name in file.namelist())]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_name_leads_nowhere_and_shows_nothing_that_it_is_not(cast, browser_of, name):
    draft = make_draft(cast.joris)

    photo = add_photos(cast.joris, draft, [(name, jpeg())])[0]
    paper = add_attachments(cast.joris, draft, [(name, pdf())])[0]
    response = browser_of(cast.joris).get(f"/attachments/{paper.id}")

    for shown in (photo.name, paper.name):
        assert (shown.isprintable(), len(shown) <= 85, set(shown) & set("/\\\u202e")) == (True, True, set())
    assert (paper.name.endswith(".pdf"), response.status_code) == (True, 200)
    assert "EVIL" not in str(response.headers.getlist("Set-Cookie"))
    assert response.headers["Content-Disposition"].startswith("attachment; ")


def test_papers_are_at_most_five_and_the_same_one_is_there_once(cast):
    draft = make_draft(cast.joris)
    add_attachments(cast.joris, draft, [("a.pdf", pdf()), ("b.pdf", pdf())])

    with pytest.raises(Refused) as refused:
        add_attachments(cast.joris, draft, [("c.pdf", pdf())] * 6)

    assert (refused.value.code, Attachment.select().count()) == ("too_many_attachments", 1)
