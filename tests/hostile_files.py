"""Files that nobody's phone makes: what they are, their bytes, and what must become of them.

`READY`: a photo comes of it, without anything else that was in the file. `FAILED`: taken in, and then found to be no
picture. `REFUSED`: not even taken in. All that could leak or run says `EVIL`.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pillow_heif
from PIL import Image, ImageDraw

from tests.office_files import zipped

READY, FAILED, REFUSED = "ready", "failed", "refused"
SCRIPT = b"<script>EVIL</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='EVIL()'>" + SCRIPT + b"</svg>"
PARTS = (0.02, 0.25, 0.5, 0.75, 0.98)


class Hostile(NamedTuple):
    name: str
    data: bytes
    verdict: str


def drawing(mode: str = "RGB", size: tuple[int, int] = (320, 240)) -> Image.Image:
    image = Image.effect_noise(size, 40).convert("RGB")
    ImageDraw.Draw(image).ellipse((20, 20, 200, 200), fill=(200, 40, 40))
    return (
        image.convert(mode) if mode != "I;16" else image.convert("I").point(lambda value: value * 256).convert("I;16")
    )


def exif(orientation: object = 1) -> Image.Exif:
    """Metadata that tells where a photo was taken, and by whom."""
    told = Image.Exif()
    told[0x0112], told[0x010E] = orientation, "EVIL thuis"
    told.get_ifd(0x8825)[1] = "N"
    return told


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    made = io.BytesIO()
    image.save(made, form, **options)
    return made.getvalue()


@cache
def jpeg() -> bytes:
    return saved(drawing(), "JPEG", exif=exif(), comment=b"EVIL", icc_profile=b"EVIL" * 40)


@cache
def png() -> bytes:
    return saved(drawing(), "PNG", exif=exif())


@cache
def webp() -> bytes:
    return saved(drawing(), "WEBP", exif=exif(), xmp=b"<x:xmpmeta>EVIL</x:xmpmeta>")


@cache
def heic() -> bytes:
    """As a phone makes it, with GPS."""
    made = io.BytesIO()
    pillow_heif.from_pillow(drawing()).save(made, exif=exif().tobytes(), xmp=b"<x:xmpmeta>EVIL</x:xmpmeta>")
    return made.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int, *more: bytes, rows: int = 100) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(bytes(width + 1)) for _ in range(rows)) + packer.flush()
    chunks = (chunk(b"IHDR", head), *more, chunk(b"IDAT", body), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def with_chunk(kind: bytes, data: bytes) -> bytes:
    """The PNG with a chunk more, after its head."""
    return png()[:33] + chunk(kind, data) + png()[33:]


def riff(body: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def long_webp(frames: int) -> bytes:
    """An animation of so many frames, all alike."""
    colours = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue")]
    short = saved(colours[0], "WEBP", save_all=True, append_images=colours[1:], duration=40)
    at = short.index(b"ANMF")
    length = 8 + struct.unpack_from("<I", short, at + 4)[0]
    return riff(short[12:at] + short[at : at + length] * frames)


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG that says it is that large."""
    data = bytearray(saved(drawing(), "JPEG"))
    at = data.index(b"\xff\xc0")
    struct.pack_into(">HH", data, at + 5, height, width)
    return bytes(data)


def heic_of(width: int, height: int) -> bytes:
    """A HEIC that says it is that large."""
    data = bytearray(heic())
    struct.pack_into(">II", data, data.index(b"ispe") + 8, width, height)
    return bytes(data)


def box(kind: bytes, data: bytes = b"", length: int | None = None) -> bytes:
    return struct.pack(">I4s", len(data) + 8 if length is None else length, kind) + data


FTYP = box(b"ftyp", b"heic\0\0\0\0mif1heic")


def nested_boxes(depth: int) -> bytes:
    inside = b""
    for _ in range(depth):
        inside = box(b"meta", b"\0\0\0\0" + inside)
    return FTYP + inside


def refused_pictures() -> Iterator[Hostile]:
    gif = saved(drawing("P"), "GIF")
    for name, data in {
        "nothing": b"",
        "one byte": b"\xff",
        "text": b"geen foto",
        "html": b"<!doctype html>" + SCRIPT,
        "svg": SVG,
        "svg with a head": b"<?xml version='1.0'?>" + SVG,
        "gif": gif,
        "gif that is script": b"GIF89a=1;EVIL()//" + gif,
        "gif of 10,000 frames": b"GIF89a" + gif[6:-1] * 3,
        "bmp": saved(drawing(), "BMP"),
        "tiff": saved(drawing(), "TIFF"),
        "ico": saved(drawing(), "ICO"),
        "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n EVIL",
        "exe": b"MZ" + bytes(500),
        "elf": b"\x7fELF" + bytes(500),
        "zip": zipped({"EVIL.html": SCRIPT}),
        "pdf": b"%PDF-1.7\n" + SCRIPT,
        "video": box(b"ftyp", b"isom\0\0\0\0") + bytes(99),
        "avif": box(b"ftyp", b"avif\0\0\0\0") + bytes(99),
        "html before a jpeg": SCRIPT + jpeg(),
        "jpeg 2000": b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(99),
        "psd": b"8BPS\0\1" + bytes(99),
    }.items():
        yield Hostile(name, data, REFUSED)


def broken_pictures() -> Iterator[Hostile]:
    for kind, whole in (("jpeg", jpeg()), ("png", png()), ("webp", webp()), ("heic", heic())):
        for part in PARTS:
            yield Hostile(f"{part:.0%} of a {kind}", whole[: max(12, int(len(whole) * part))], FAILED)
    for name, data in {
        "jpeg of noise": b"\xff\xd8\xff" + bytes(range(256)) * 20,
        "png of noise": png()[:8] + bytes(999),
        "webp of noise": riff(bytes(999)),
        "heic of noise": FTYP + bytes(range(256)) * 20,
        "script that begins as a jpeg": b"\xff\xd8\xff/*" + SCRIPT,
        "webp that is a sound": b"RIFF\0\0\0\0WEBPfmt " + bytes(99),
        "png of 60,000 × 60,000": png_of(60_000, 60_000),
        "jpeg of 60,000 × 60,000": jpeg_of(60_000, 60_000),
        "png of 2^31 × 2^31": png_of(2**31 - 1, 2**31 - 1, rows=0),
        "png of nothing": png_of(0, 0, rows=0),
        "webp of 60,000 × 60,000": riff(
            b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + b"\x5f\xea\0" * 2 + webp()[30:]
        ),
        "heic of 60,000 × 60,000": heic_of(60_000, 60_000),
        "png that unpacks to 900 MB": png_of(30_000, 30_000, rows=30_000),
        "webp that unpacks to 190 MB": webp_bomb(),
        "webp of 10,000 frames": long_webp(10_000),
        "apng of 10,000 frames": png_of(16, 16, chunk(b"acTL", struct.pack(">II", 10_000, 0)), rows=16),
        "png with 100 MB of text": with_chunk(b"zTXt", b"EVIL\0\0" + zlib.compress(bytes(100 * 1024 * 1024), 9)),
        "heic with a box too long": FTYP + box(b"meta", bytes(40), 2**32 - 1),
        "heic with a box of one byte": FTYP + box(b"meta", b"", 1),
        "heic with a box without end": FTYP + box(b"meta", bytes(40), 0) + heic()[len(FTYP) :],
        "heic of 5,000 boxes in boxes": nested_boxes(5_000),
        "heic without a picture": FTYP,
        "heic whose items are lost": heic().replace(b"iloc", b"iXXX"),
        "heic without its decoder's data": heic().replace(b"hvcC", b"hXXX"),
    }.items():
        yield Hostile(name, data, FAILED)


@cache
def webp_bomb() -> bytes:
    return saved(Image.new("RGB", (8_000, 8_000)), "WEBP", lossless=True, method=0)


def odd_pictures() -> Iterator[Hostile]:
    """Odd, but pictures: they are taken, and nothing comes along."""
    broken_exif = b"Exif\0\0II*\0" + b"\xff" * 400 + b"EVIL"
    later = [Image.new("RGB", (320, 240), "blue")]
    for name, data in {
        "jpeg with exif": jpeg(),
        "png with exif": png(),
        "webp with exif": webp(),
        "heic with gps": heic(),
        "jpeg that is a zip": jpeg() + zipped({"EVIL.html": SCRIPT}),
        "jpeg that is html": jpeg() + b"<html>" + SCRIPT,
        "jpeg with script in a comment": saved(drawing(), "JPEG", comment=b"*/EVIL();/*" + SCRIPT),
        "png with script in a text": with_chunk(b"tEXt", b"Comment\0" + SCRIPT),
        "png with html after its end": png() + SCRIPT,
        "png with a chunk of its own": with_chunk(b"evIL", SCRIPT),
        "webp with html after its end": webp() + SCRIPT,
        "heic with html after its end": heic() + box(b"free", SCRIPT),
        "png with a broken profile": with_chunk(b"iCCP", b"x\0\0" + zlib.compress(b"EVIL" * 99)),
        "cmyk": saved(drawing("CMYK"), "JPEG"),
        "grey": saved(drawing("L"), "JPEG"),
        "sixteen bits": saved(drawing("I;16"), "PNG"),
        "grey and transparent": saved(drawing("LA"), "PNG"),
        "palette": saved(drawing("P"), "PNG", transparency=0),
        "black and white": saved(drawing("1"), "PNG"),
        "transparent": saved(drawing("RGBA"), "WEBP"),
        "broken exif": saved(drawing(), "JPEG", exif=broken_exif),
        "orientation 99": saved(drawing(), "JPEG", exif=exif(99)),
        "upside down": saved(drawing(), "JPEG", exif=exif(3)),
        "one pixel": saved(drawing(size=(1, 1)), "PNG"),
        "a thread": saved(Image.new("L", (1, 20_000)), "PNG"),
        "a rope": saved(Image.new("L", (20_000, 1)), "PNG"),
        "progressive": saved(drawing(), "JPEG", progressive=True),
        "fifty comments": jpeg()[:2] + (b"\xff\xfe\0\x08EVIL!!" * 50) + jpeg()[2:],
        "three frames of webp": saved(drawing(), "WEBP", save_all=True, append_images=later * 2),
        "two frames of apng": saved(drawing(), "PNG", save_all=True, append_images=later),
        "two pictures in one": saved(drawing(), "MPO", save_all=True, append_images=later),
        "49 megapixels of nothing": png_of(7_000, 7_000, rows=7_000),
    }.items():
        yield Hostile(name, data, READY)
