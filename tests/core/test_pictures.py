"""Pictures that people send: upright, small, without where they were taken; and hostile ones harm nobody."""

import struct
import subprocess
import sys
import time
import zlib
from io import BytesIO

import pytest
from PIL import Image

from webapp.core.pictures import MEMORY, NotAPicture, make_square, square_picture
from webapp.core.pixels import MOST_PIXELS

RED, BLUE = (220, 30, 30), (30, 30, 220)
UPSIDE_DOWN, TURNED_LEFT = 3, 6  # EXIF orientations
GPS = 0x8825
MAKES_A_PICTURE = """
import resource, sys
from io import BytesIO
from PIL import Image
from webapp.core.pictures import square_picture
made = square_picture(sys.stdin.buffer.read())
print(Image.open(BytesIO(made)).width, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def picture(form: str = "JPEG", size=(600, 400), orientation: int = 1, mode: str = "RGB") -> bytes:
    """Red above, blue below; with EXIF that tells where it was taken."""
    image = Image.new(mode, size, BLUE if mode == "RGB" else 0)
    if mode == "RGB":
        image.paste(RED, (0, 0, size[0], size[1] // 2))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010E] = "Noor thuis"
    made = BytesIO()
    image.save(made, form, exif=exif)
    return made.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def colour_at(image: Image.Image, x: int, y: int) -> str:
    red, _green, blue = image.convert("RGB").getpixel((x, y))
    return "red" if red > blue else "blue"


def png_that_claims(width: int, height: int, rows: int = 100) -> bytes:
    """A tiny file that unpacks to a huge picture of one colour, of which it holds some rows."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compressobj(9)
    packed = b"".join(body.compress(bytes(width + 1)) for _ in range(rows)) + body.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def test_picture_becomes_a_square_webp_that_tells_nothing(tmp_path):
    made = square_picture(picture() + b"<script>alert(1)</script>")

    image = opened(made)
    assert (image.format, image.size, dict(image.getexif())) == ("WEBP", (256, 256), {})
    assert (b"Noor" in made, b"Exif" in made, b"script" in made) == (False, False, False)


@pytest.mark.parametrize(
    ("orientation", "top", "left"), [(1, "red", None), (UPSIDE_DOWN, "blue", None), (TURNED_LEFT, None, "blue")]
)
def test_picture_is_set_upright(orientation, top, left):
    image = opened(make_square(picture(orientation=orientation), 64))

    assert top in (None, colour_at(image, 32, 4))
    assert left in (None, colour_at(image, 4, 32))


@pytest.mark.parametrize(
    ("form", "mode"),
    [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("WEBP", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK")],
)
def test_every_kind_of_picture_that_phones_make_is_taken(form, mode):
    assert opened(make_square(picture(form, mode=mode), 64)).size == (64, 64)


def test_small_picture_is_made_as_large_as_the_others():
    assert opened(make_square(picture(size=(3, 2)), 64)).size == (64, 64)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"geen foto",
        b"GIF89a" + bytes(100),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7\n",
        picture()[:200],
    ],
    ids=["empty", "text", "gif", "svg", "pdf", "cut off"],
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(NotAPicture):
        square_picture(data)


def test_bomb_is_refused_quickly():
    bomb = png_that_claims(30_000, 30_000)
    begin = time.perf_counter()

    with pytest.raises(NotAPicture):
        square_picture(bomb)

    assert (len(bomb) < 10_000, time.perf_counter() - begin < 5) == (True, True)


@pytest.mark.filterwarnings("ignore:Image size")
def test_picture_just_too_large_is_refused_before_it_is_unpacked():
    with pytest.raises(NotAPicture):
        make_square(png_that_claims(MOST_PIXELS // 1000 + 1, 1000), 64)


def test_child_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr("webapp.core.pictures.SECONDS", 0.01)
    begin = time.perf_counter()

    with pytest.raises(NotAPicture):
        square_picture(picture())

    assert time.perf_counter() - begin < 2


def test_largest_picture_that_we_take_stays_within_its_memory():
    data = png_that_claims(7_070, 7_070, rows=7_070)

    # By a small process: what a child of ours is counted for begins with what we take ourselves.
    small = subprocess.run([sys.executable, "-c", MAKES_A_PICTURE], input=data, capture_output=True, check=True)

    size, most = map(int, small.stdout.split())
    assert (size, most * 1024 < MEMORY) == (256, True)
