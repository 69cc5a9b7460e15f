"""What is done to the pixels of a picture that somebody sent, in the child process that `core.pictures` begins.

Pillow is imported here only where it is used: the portal itself never loads it.
"""

import io
from typing import Any

MOST_PIXELS = 50_000_000  # 48 megapixels is the largest that phones make
MOST_FRAMES = 1_000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")


class NotAPicture(ValueError):
    """What was sent is no picture that we take, or one too large to open."""


def opened(data: bytes, side: int, of: Any = max) -> Any:
    """The picture, upright, in sRGB, without a profile, with its long (or short: `of=min`) side at most `side` pixels;
    raises what Pillow does for what is none.

    It is made small first, and all else is done to the small one: a large photo is in memory once.
    """
    import pi_heif
    from PIL import Image

    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:  # Pillow itself refuses only twice as many
            raise NotAPicture
        if getattr(picture, "n_frames", 1) > MOST_FRAMES:
            raise NotAPicture
        turn, profile = turn_of(picture), picture.info.get("icc_profile")
        scale = side / of(picture.size)
        if scale < 1:  # a JPEG can be unpacked at a half, a quarter or an eighth
            picture.draft(None, (round(picture.width * scale), round(picture.height * scale)))
        picture.load()
        small = resized(smooth(picture), side / of(picture.size))
    small = in_srgb(small, profile)
    return small.transpose(turn) if turn is not None else small


def turn_of(picture: Any) -> Any:
    """How to set a picture upright (EXIF 2.32, orientation); as it is where that cannot be read."""
    from PIL.Image import Transpose

    try:
        orientation = picture.getexif().get(0x0112, 1)
    except Exception:  # whatever a broken block of metadata does to its reader: the picture can be whole
        return None
    return {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(orientation)


def smooth(picture: Any) -> Any:
    """The picture in a mode that can be made smaller: no palette, eight bits a colour."""
    if picture.mode in {"L", "RGB", "RGBA", "CMYK"}:
        return picture
    if picture.mode.startswith("I"):  # sixteen bits of grey
        return picture.point(lambda value: value / 256).convert("L")
    return picture.convert("RGBA")


def resized(picture: Any, scale: float) -> Any:
    """The picture smaller by this factor; as it is where that is one or more."""
    from PIL.Image import Resampling

    if scale >= 1:
        return picture
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.resize(size, Resampling.LANCZOS, reducing_gap=2.0)


def in_srgb(picture: Any, profile: bytes | None) -> Any:
    """The picture in the colours of the web, RGB or RGBA, by the profile that came with it where that fits."""
    from PIL import ImageCms

    colour = "RGBA" if picture.mode == "RGBA" else "RGB"
    if not profile:
        return picture.convert(colour)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        alpha = picture.getchannel("A") if colour == "RGBA" else None
        flat = picture.convert("RGB") if alpha else picture
        made: Any = ImageCms.profileToProfile(flat, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture.convert(colour)
    if alpha:
        made.putalpha(alpha)
    return made


def on_white(picture: Any) -> Any:
    """What was transparent becomes white."""
    from PIL import Image

    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def as_webp(picture: Any, quality: int = 82, effort: int = 4) -> bytes:
    """A WebP with nothing in it but the picture: no profile, EXIF or XMP that Pillow would take along by itself."""
    made = io.BytesIO()
    picture.save(made, "WEBP", quality=quality, method=effort, icc_profile=b"", exif=b"", xmp=b"")
    return made.getvalue()
