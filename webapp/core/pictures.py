"""Pictures that people send, made anew in a process of their own: bounded in time and memory, without metadata."""

import io
import resource
import subprocess
import sys

SECONDS = 20
MEMORY = 768 * 1024 * 1024
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")


class NotAPicture(ValueError):
    """What was sent is no picture that we take, or one too large to open."""


def square_picture(data: bytes, side: int = 256) -> bytes:
    """A square WebP of `side` pixels, upright and without EXIF or GPS, from a JPEG, PNG, WebP or HEIC picture.

    Raises NotAPicture. The decoding runs in a child process, so that a hostile file can hurt nobody else.
    """
    try:
        child = subprocess.run(
            [sys.executable, "-m", "webapp.core.pictures", str(side)],
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
    """The work of the child process."""
    import pi_heif
    from PIL import Image, ImageOps

    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        square = ImageOps.fit(upright, (side, side))
    made = io.BytesIO()
    square.save(made, "WEBP", quality=82)
    return made.getvalue()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.buffer.write(make_square(sys.stdin.buffer.read(), int(sys.argv[1])))
