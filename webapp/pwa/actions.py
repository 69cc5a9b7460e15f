"""Drawing the icons of this installation: each once, kept under the data folder until the school looks different."""

import os
import secrets
from pathlib import Path
from threading import Lock

from webapp.core.files import read_file
from webapp.core.icons import icon_picture
from webapp.core.pictures import NotAPicture
from webapp.core.portal import settings
from webapp.pwa.rules import ICONS, Look

DRAWING = Lock()  # one at a time, however many phones ask at once


def draw_icon(look: Look, name: str) -> bytes:
    """The icon of this name as PNG, drawn at most once for each look."""
    place = settings().DATA_FOLDER / "icons" / f"{look.version}-{name}.png"
    if not place.exists():
        with DRAWING:
            if not place.exists():
                keep_icon(place, drawn(look, name))
                forget_other_looks(look, place.parent)
    return place.read_bytes()


def drawn(look: Look, name: str) -> bytes:
    """From the logo; from our own mark where there is none, or none that can be read any more."""
    icon = ICONS[name]
    try:
        logo = read_file(look.logo) if look.logo else b""
        return icon_picture(logo, icon.side, icon.shape, look.ground)
    except (NotAPicture, OSError, ValueError):
        return icon_picture(b"", icon.side, icon.shape, look.ground)


def keep_icon(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_suffix(f".{secrets.token_hex(8)}.part")
    unfinished.write_bytes(data)
    os.replace(unfinished, place)


def forget_other_looks(look: Look, folder: Path) -> None:
    for old in folder.glob("*.png"):
        if not old.name.startswith(f"{look.version}-"):
            old.unlink(missing_ok=True)
