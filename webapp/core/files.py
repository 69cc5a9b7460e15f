"""Files that people send: kept under the data folder by the hash of what they hold."""

import hashlib
import os
import re
import secrets
from io import BytesIO
from pathlib import Path

from flask import Response, current_app, send_file


def folder() -> Path:
    return current_app.config["SETTINGS"].DATA_FOLDER / "files"


def keep_file(data: bytes, suffix: str) -> str:
    """Keep these bytes; returns the name to find them by (`<sha256>.<suffix>`). The same bytes are kept once."""
    name = f"{hashlib.sha256(data).hexdigest()}.{suffix}"
    place = path_of(name)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_name(f"{name}.{secrets.token_hex(8)}.part")
        unfinished.touch(0o600)  # nobody else on this machine reads what people send
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # the row that names it is about to be committed
        unfinished.replace(place)
    return name


def path_of(name: str) -> Path:
    """Where a kept file lies; raises ValueError for a name that `keep_file` cannot have made."""
    if not re.fullmatch(r"[0-9a-f]{64}\.[a-z0-9]{2,5}", name):
        raise ValueError("not the name of a kept file")
    return folder() / name[:2] / name


def kept_picture(name: str, reach: str) -> Response:
    """A kept picture as an answer. Its address carries its hash, so that who saw it (`private`: one browser, `public`:
    anything on the way) need not ask again for a year.
    """
    headers = {"Cache-Control": f"{reach}, max-age=31536000, immutable"}
    return Response(path_of(name).read_bytes(), mimetype="image/webp", headers=headers)


def kept_paper(name: str, shown_name: str) -> Response:
    """A kept paper (`core.papers`) as a download for one person, under the name it was sent with.

    Nothing keeps it on the way, and no browser opens it within a page of ours.
    """
    response = send_file(
        BytesIO(path_of(name).read_bytes()), download_name=shown_name, as_attachment=True, conditional=False
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response
