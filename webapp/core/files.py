"""Files that people send: kept under the data folder by the hash of what they hold."""

import hashlib
import os
import re
from pathlib import Path

from flask import current_app


def folder() -> Path:
    return current_app.config["SETTINGS"].DATA_FOLDER / "files"


def keep_file(data: bytes, suffix: str) -> str:
    """Keep these bytes; returns the name to find them by (`<sha256>.<suffix>`). The same bytes are kept once."""
    name = f"{hashlib.sha256(data).hexdigest()}.{suffix}"
    place = path_of(name)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_suffix(f".{os.getpid()}.part")
        unfinished.touch(0o600)  # nobody else on this machine reads what people send
        unfinished.write_bytes(data)
        unfinished.replace(place)
    return name


def path_of(name: str) -> Path:
    """Where a kept file lies; raises ValueError for a name that `keep_file` cannot have made."""
    if not re.fullmatch(r"[0-9a-f]{64}\.[a-z0-9]{2,5}", name):
        raise ValueError("not the name of a kept file")
    return folder() / name[:2] / name
