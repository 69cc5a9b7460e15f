"""Pictures that people send, made anew in a process of their own: bounded in time and memory, without metadata."""

import io
import resource
import subprocess
import sys
from typing import Any

SECONDS = 20
MEMORY = 768 * 1024 * 1024
MOST_PIXELS = 60_000_000
SMOOTH = ("L", "RGB", "RGBA", "CMYK")  # what can be made smaller as it is
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")


class NotAPicture(ValueError):
    """What was sent is no picture that we take, or one too large to open."""


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


def made_anew(data: bytes, *how: str, module: str = "webapp.core.pictures") -> bytes:
    """What the child process, the module as a program, makes of a picture. Raises NotAPicture."""
    try:
        child = subprocess.run(
            [sys.executable, "-m", module, *how],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotAPicture from None
    if child.returncode != 0 or not child.stdout:
        raise NotAPicture
    return child.stdout


def make_square(data: bytes, side: int) -> bytes:
    """The work of the child process for a photo."""
    from PIL import ImageOps

    return as_webp(ImageOps.fit(opened(data).convert("RGB"), (side, side)))


def make_logo(data: bytes, side: int) -> bytes:
    """The work of the child process for a logo."""
    from PIL import ImageOps

    logo = opened(data).convert("RGBA")
    return as_webp(logo if max(logo.size) <= side else ImageOps.contain(logo, (side, side)))


def make_document(data: bytes, side: int) -> bytes:
    """The work of the child process for a photographed paper; what was transparent is white, as paper is."""
    from PIL import Image, ImageOps

    photo = opened(data)
    photo = photo if photo.mode in SMOOTH else photo.convert("RGBA")
    photo = (photo if max(photo.size) <= side else ImageOps.contain(photo, (side, side))).convert("RGBA")
    paper = Image.new("RGB", photo.size, "white")
    paper.paste(photo, mask=photo.getchannel("A"))
    made = io.BytesIO()
    paper.save(made, "JPEG", quality=85, optimize=True)
    return made.getvalue()


def opened(data: bytes) -> Any:
    """The picture, upright, in memory; raises what Pillow does for what is none."""
    import pi_heif
    from PIL import Image, ImageOps

    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:  # Pillow itself refuses only twice as many
            raise NotAPicture
        return ImageOps.exif_transpose(picture)


def as_webp(picture: Any) -> bytes:
    made = io.BytesIO()
    picture.save(made, "WEBP", quality=82)
    return made.getvalue()


def limit_this_process() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    limit_this_process()
    make = {"logo": make_logo, "document": make_document}.get(sys.argv[2], make_square)
    sys.stdout.buffer.write(make(sys.stdin.buffer.read(), int(sys.argv[1])))
