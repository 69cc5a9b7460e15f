"""Files that people send: kept by the hash of what they hold, in the data folder or in a bucket (`core.stores`)."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from flask import Response, abort, current_app, request, send_file
from peewee import CharField

from webapp.core import stores
from webapp.core.db import Table, db, one_at_a_time
from webapp.core.forms import strip

LONGEST_STEM = 80


if TYPE_CHECKING:
    FileField = CharField
else:

    class FileField(CharField):
        """A column that names a kept file. No file goes while a row of any table names it."""

        def __init__(self, **options):
            super().__init__(**{"max_length": 80} | options)


def store() -> stores.Store:
    """Where this installation keeps its files."""
    settings = current_app.config["SETTINGS"]
    wanted = (settings.FILES_URL, settings.DATA_FOLDER)
    known = current_app.extensions.get("files")
    if known is None or known[0] != wanted:
        made = (
            stores.Bucket(settings.FILES_URL) if settings.FILES_URL else stores.Folder(settings.DATA_FOLDER / "files")
        )
        known = current_app.extensions["files"] = (wanted, made)
    return known[1]


def keep_file(data: bytes, suffix: str, salt: str = "") -> str:
    """Keep these bytes; returns the name to find them by (`<sha256>.<suffix>`). The same bytes are kept once; with a
    salt only among what was kept with the same one.
    """
    name = f"{hashlib.sha256(salt.encode() + data).hexdigest()}.{suffix}"
    if not store().has(checked(name)):
        store().keep(name, data)
    return name


def checked(name: str) -> str:
    """The name; raises ValueError for one that `keep_file` cannot have made."""
    if not re.fullmatch(r"[0-9a-f]{64}\.[a-z0-9]{2,5}", name):
        raise ValueError("not the name of a kept file")
    return name


def read_file(name: str) -> bytes:
    """What a kept file holds; raises FileNotFoundError where it is gone, ValueError for a name that we did not make."""
    return store().read(checked(name))


def file_exists(name: str) -> bool:
    """Whether a kept file is there."""
    return store().has(checked(name))


def drop_file(name: str) -> None:
    """Throw a kept file away, whoever names it; nothing happens where it is gone already."""
    store().drop(checked(name))


def drop_unused(*names: str) -> None:
    """Throw these files away that no row names any more. Call it when that is committed: a file does not come back."""
    for name in dict.fromkeys(filter(None, names)):
        with db.atomic():
            one_at_a_time("files")
            if not is_in_use(name):
                drop_file(name)


def is_in_use(name: str) -> bool:
    """Whether a row of any table names this file."""
    return any(column.model.select().where(column == name).exists() for column in file_columns())


def file_columns(table: type[Table] = Table) -> Iterator[Any]:
    """Every column of every table that names a kept file."""
    for kind in table.__subclasses__():
        yield from (column for column in kind._meta.sorted_fields if isinstance(column, FileField))


def files_older_than(moment: datetime, suffix: str) -> list[str]:
    """The kept files with this suffix that were kept before a moment."""
    return store().older(suffix, moment)


def as_local_file(name: str) -> AbstractContextManager[Path]:
    """A kept file as one of this machine, while the block lasts; a copy where files are kept elsewhere."""
    return stores.local_copy(store(), checked(name))


def path_of(name: str) -> Path:
    """Where a kept file lies in the data folder of an installation that keeps its files there."""
    return stores.Folder(current_app.config["SETTINGS"].DATA_FOLDER / "files").place(checked(name))


def tidy_name(name: str, suffix: str) -> str:
    """A file's name as people see it: no folders, nothing unprintable, and the ending of what it really is."""
    stem = PurePath(strip(name.replace("\\", "/"))).stem.strip(". ")[:LONGEST_STEM]
    return f"{stem or 'bijlage'}.{suffix}"


def kept_picture(name: str, reach: str) -> Response:
    """A kept picture as an answer. Its address carries its hash, so that who saw it (`private`: one browser, `public`:
    anything on the way) need not ask again for a year.
    """
    headers = {"Cache-Control": f"{reach}, max-age=31536000, immutable"}
    return Response(read_file(name), mimetype="image/webp", headers=headers)


def watched_picture(name: str) -> Response:
    """A kept picture that can be taken away: the browser keeps it, and asks each time whether it still may show it."""
    response = Response(mimetype="image/webp", headers={"Cache-Control": "private, no-cache"})
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.set_etag(checked(name)[:32])
    if request.if_none_match.contains(name[:32]):
        return response.make_conditional(request)  # type: ignore[return-value]
    try:
        response.set_data(read_file(name))
    except FileNotFoundError:  # taken away while somebody asked for it
        abort(404)
    return response


def kept_paper(name: str, shown_name: str) -> Response:
    """A kept paper (`core.papers`) as a download for one person, under the name it was sent with.

    Nothing keeps it on the way, and no browser opens it within a page of ours.
    """
    response = send_file(BytesIO(read_file(name)), download_name=shown_name, as_attachment=True, conditional=False)
    response.headers["Cache-Control"] = "private, no-store"
    return response
