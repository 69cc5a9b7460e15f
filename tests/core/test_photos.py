"""A photo made anew for a page: upright, in the colours of the web, in two sizes, and nothing else of what was sent."""

import subprocess
import sys
from base64 import b64decode
from io import BytesIO

import pillow_heif
import pytest
from PIL import Image, ImageCms

from tests.core.test_pictures import UPSIDE_DOWN, colour_at, picture
from webapp.core.pictures import MEMORY, NotAPicture, photo_pictures

ASKS = """
import resource, sys
from webapp.core.pictures import photo_pictures
made = photo_pictures(sys.stdin.buffer.read())
loaded = [name for name in sys.modules if name.partition(".")[0] in {"PIL", "pi_heif", "lxml", "pikepdf"}]
print(made.width, made.height, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, len(loaded))
"""


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def heic(size=(600, 400)) -> bytes:
    made = BytesIO()
    pillow_heif.from_pillow(opened(picture(size=size))).save(made, exif=picture_exif())
    return made.getvalue()


def picture_exif() -> bytes:
    told = Image.Exif()
    told[0x010E] = "Noor thuis"
    told.get_ifd(0x8825)[1] = "N"
    return told.tobytes()


@pytest.mark.parametrize(
    ("sent", "large", "small"),
    [
        ((4000, 3000), (2000, 1500), (640, 480)),
        ((3000, 4000), (1500, 2000), (640, 853)),
        ((1200, 800), (1200, 800), (640, 427)),
        ((300, 200), (300, 200), (300, 200)),
        ((9000, 900), (2000, 200), (640, 64)),
    ],
)
def test_photo_comes_in_a_size_to_look_at_and_one_for_a_grid(sent, large, small):
    made = photo_pictures(picture(size=sent))

    assert (opened(made.large).size, opened(made.small).size, (made.width, made.height)) == (large, small, large)
    assert (opened(made.large).format, max(opened(b64decode(made.tiny)).size), len(made.tiny) < 500) == (
        "WEBP",
        20,
        True,
    )


@pytest.mark.parametrize("make", [picture, heic, lambda: picture("PNG"), lambda: picture("WEBP")])
def test_nothing_of_what_was_sent_comes_along(make):
    made = photo_pictures(make())

    for data in (made.large, made.small, b64decode(made.tiny)):
        assert [mark for mark in (b"Noor", b"Exif", b"EXIF", b"ICCP", b"XMP", b"GPS") if mark in data] == []
        assert dict(opened(data).getexif()) == {}


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [
        (1, (60, 40), "red"),
        (UPSIDE_DOWN, (60, 40), "blue"),
        (6, (40, 60), "blue"),
        (8, (40, 60), "red"),
        (99, (60, 40), "red"),
    ],
)
def test_photo_is_set_upright(orientation, size, corner):
    made = opened(photo_pictures(picture(size=(60, 40), orientation=orientation)).large)

    assert (made.size, colour_at(made, 2, 2)) == (size, corner)


def test_colours_are_those_that_the_photographer_saw():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    sent = BytesIO()
    Image.new("RGB", (60, 40), (200, 100, 50)).save(sent, "JPEG", quality=95, icc_profile=lab)

    made = opened(photo_pictures(sent.getvalue()).large)

    assert [abs(a - b) < 8 for a, b in zip(made.getpixel((30, 20)), (200, 100, 50), strict=True)] == [True] * 3


def test_what_is_transparent_becomes_white():
    sent = BytesIO()
    Image.new("RGBA", (60, 40), (0, 0, 0, 0)).save(sent, "PNG")

    assert opened(photo_pictures(sent.getvalue()).large).getpixel((30, 20)) == (255, 255, 255)


@pytest.mark.parametrize("size", [(8064, 6048)])
def test_largest_photo_of_a_phone_fits_in_the_memory_that_a_child_gets(size):
    # By a small process: what a child of ours is counted for begins with what we take ourselves.
    small = subprocess.run([sys.executable, "-c", ASKS], input=picture(size=size), capture_output=True, check=True)

    width, height, most, loaded = map(int, small.stdout.split())
    assert (width, height, most * 1024 < MEMORY, loaded) == (2000, 1500, True, 0)


def test_child_gets_no_key_of_ours_and_no_more_memory_than_it_may_have(monkeypatch, tmp_path):
    (tmp_path / "curious.py").write_text(
        "import os, sys\n"
        "from webapp.core.pictures import MEMORY, limit_this_process\n"
        "limit_this_process()\n"
        "try:\n    bytearray(MEMORY)\nexcept MemoryError:\n    print(sorted(os.environ))\n"
    )
    from webapp.core.pictures import made_anew

    for name in ("SECRET_KEY", "DATABASE_URL", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "geheim")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    told = made_anew(b"", module="curious").decode()

    assert [name for name in ("SECRET", "DATABASE", "AWS") if name in told] == []
    assert "PYTHONPATH" in told


def test_what_a_child_writes_without_end_is_cut_off(monkeypatch, tmp_path):
    (tmp_path / "endless.py").write_text(
        "import sys\nfrom webapp.core.pictures import limit_this_process\nlimit_this_process()\n"
        "while True:\n    sys.stdout.buffer.write(bytes(1024 * 1024))\n"
    )
    from webapp.core.pictures import made_anew

    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    with pytest.raises(NotAPicture):
        made_anew(b"", module="endless")
