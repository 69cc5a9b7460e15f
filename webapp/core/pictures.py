"""Pictures that people send, made anew in a process of their own: bounded in time and memory, without metadata."""

import io
import os
import resource
import struct
import subprocess
import sys
import tempfile
from base64 import b64encode
from pathlib import Path
from typing import NamedTuple

from webapp.core.pixels import NotAPicture as NotAPicture
from webapp.core.pixels import as_webp, on_white, opened, resized

SECONDS = 20
MEMORY = 512 * 1024 * 1024
LARGEST_RESULT = 32 * 1024 * 1024
LARGE, SMALL, TINY = 2_000, 640, 20  # the long side; the width in a grid; the long side of what stands there meanwhile
PROJECT = Path(__file__).resolve().parents[2]
PASSED_ON = ("PATH", "LANG", "LD_LIBRARY_PATH", "PYTHONPATH")  # of our surroundings: no key, no address of a database
HEAD = struct.Struct(">5I")


class Photo(NamedTuple):
    """A photo made anew: two WebP files, a third of some hundred bytes as base64, and the size of the large one."""

    large: bytes
    small: bytes
    tiny: str
    width: int
    height: int


def photo_pictures(data: bytes) -> Photo:
    """A photo as a page shows it, upright, in the colours of the web, without metadata; from a JPEG, PNG, WebP or HEIC.

    Raises NotAPicture. The decoding runs in a child process, so that a hostile file can hurt nobody else.
    """
    made = made_anew(data, "0", "photo")
    try:
        width, height, *lengths = HEAD.unpack_from(made)
    except struct.error:
        raise NotAPicture from None
    parts, at = [], HEAD.size
    for length in lengths:
        parts.append(made[at : at + length])
        at += length
    if at != len(made):
        raise NotAPicture
    return Photo(parts[0], parts[1], b64encode(parts[2]).decode(), width, height)


def square_picture(data: bytes, side: int = 256) -> bytes:
    """A square WebP of `side` pixels, upright and without EXIF or GPS, from a JPEG, PNG, WebP or HEIC picture.

    Raises NotAPicture. The decoding runs in a child process, so that a hostile file can hurt nobody else.
    """
    return made_anew(data, str(side), "square")


def logo_picture(data: bytes, side: int = 256) -> bytes:
    """A WebP that fits in a square of `side` pixels, whole and with what was transparent in it, without metadata.

    Takes and raises what `square_picture` does. No SVG: that is a program, not a picture.
    """
    return made_anew(data, str(side), "logo")


def document_picture(data: bytes, side: int = 2_000) -> bytes:
    """A JPEG of a paper that was photographed, within a square of `side` pixels: as large as reading it takes, upright,
    without metadata, and of a kind that every office can open.

    Takes and raises what `square_picture` does.
    """
    return made_anew(data, str(side), "document")


def looks_like_a_picture(data: bytes) -> bool:
    """Whether the first bytes are those of a kind that we take; what is inside, only `photo_pictures` tells."""
    return (
        data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or (data[4:8] == b"ftyp" and data[8:12] in {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc"})
    )


def made_anew(data: bytes, *how: str, module: str = "webapp.core.pictures") -> bytes:
    """What the child process, the module as a program, makes of a picture. Raises NotAPicture."""
    surroundings = {name: os.environ[name] for name in PASSED_ON if name in os.environ} | {"MALLOC_ARENA_MAX": "1"}
    with tempfile.TemporaryFile() as made:  # a file, since a limit holds for that: a pipe could go on and on
        try:
            child = subprocess.run(
                [sys.executable, "-m", module, *how],
                input=data,
                stdout=made,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
                cwd=PROJECT,
                env=surroundings,
            )
        except subprocess.TimeoutExpired:
            raise NotAPicture from None
        made.seek(0)
        if child.returncode != 0 or not (result := made.read()):
            raise NotAPicture
    return result


def make_photo(data: bytes, _side: int) -> bytes:
    """The work of the child process for a photo in a post: sizes and lengths, then the three files."""
    large = on_white(opened(data, LARGE))
    small = resized(large, SMALL / large.width)
    tiny = resized(small, TINY / max(small.size))
    files = [as_webp(large, 80, effort=2), as_webp(small, 76), as_webp(tiny, 40)]
    return HEAD.pack(*large.size, *map(len, files)) + b"".join(files)


def make_square(data: bytes, side: int) -> bytes:
    """The work of the child process for a person's photo."""
    from PIL import ImageOps

    return as_webp(ImageOps.fit(opened(data, side, min).convert("RGB"), (side, side)))


def make_logo(data: bytes, side: int) -> bytes:
    """The work of the child process for a logo."""
    return as_webp(opened(data, side).convert("RGBA"))


def make_document(data: bytes, side: int) -> bytes:
    """The work of the child process for a photographed paper; what was transparent is white, as paper is."""
    made = io.BytesIO()
    on_white(opened(data, side)).save(made, "JPEG", quality=85, optimize=True)
    return made.getvalue()


def limit_this_process() -> None:
    """Bounds that the process cannot lift again: memory, time, what it writes; no core, no further process."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_RESULT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    limit_this_process()
    make = {"logo": make_logo, "document": make_document, "photo": make_photo}.get(sys.argv[2], make_square)
    sys.stdout.buffer.write(make(sys.stdin.buffer.read(), int(sys.argv[1])))
