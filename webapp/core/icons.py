"""Icons for a home screen, drawn from a logo or from our own mark, in a process of their own (`pictures.made_anew`)."""

import io
import sys
from typing import Any

from webapp.core.pictures import limit_this_process, made_anew
from webapp.core.pixels import opened

# How large the art is on its ground, along a side. A phone may cut a maskable icon to a circle of 80 %, in which a
# square of 56 % fits (W3C Web App Manifest, "icon masks and safe zone").
ART = {"any": 0.7, "maskable": 0.56, "apple": 0.72, "badge": 1.0}
FINE = 4  # drawn so many times larger, then made small: smooth edges
LIGHT = 200  # a logo whose paint is lighter than this (of 255) was made for a dark ground


def icon_picture(logo: bytes, side: int, shape: str, ground: str) -> bytes:
    """A square PNG of `side` pixels: the logo (a picture; none for our own mark) on the ground (`#rrggbb`).

    Shapes: `any` has round corners, `apple` and `maskable` fill the square, `badge` is the mark alone in white.
    Raises NotAPicture.
    """
    return made_anew(logo, str(side), shape, ground, module="webapp.core.icons")


def make_icon(logo: bytes, side: int, shape: str, ground: str) -> bytes:
    """The work of the child process."""
    from PIL import Image

    large = side * FINE
    if shape == "badge":
        canvas = Image.new("RGBA", (large, large))
        art = mark(large, accent="white")
    else:
        canvas = ground_of(large, shape, ground)
        art = (
            on_plate(opened(logo, large).convert("RGBA"), large, shape)
            if logo
            else mark(round(large * ART[shape] * 1.2))
        )
    canvas.alpha_composite(art, ((large - art.width) // 2, (large - art.height) // 2))
    made = io.BytesIO()
    canvas.resize((side, side), Image.Resampling.LANCZOS).save(made, "PNG", optimize=True)
    return made.getvalue()


def ground_of(large: int, shape: str, colour: str) -> Any:
    """The square of one colour, with round corners where nobody else cuts them."""
    from PIL import Image, ImageDraw

    canvas = Image.new("RGBA", (large, large))
    draw = ImageDraw.Draw(canvas)
    radius = large // 5 if shape == "any" else 0
    draw.rounded_rectangle((0, 0, large - 1, large - 1), radius, fill=colour)
    return canvas


def on_plate(logo: Any, large: int, shape: str) -> Any:
    """A logo on a white plate, so that it reads on its own colour; a white one stands on the ground itself."""
    from PIL import Image, ImageDraw, ImageOps

    plate_side = round(large * ART[shape])
    plate = Image.new("RGBA", (plate_side, plate_side))
    inside = plate_side
    if not is_light(logo):
        draw = ImageDraw.Draw(plate)
        draw.rounded_rectangle((0, 0, plate_side - 1, plate_side - 1), plate_side // 6, fill="white")
        inside = round(plate_side * 0.82)
    art = ImageOps.contain(logo, (inside, inside), Image.Resampling.LANCZOS)
    plate.alpha_composite(art, ((plate_side - art.width) // 2, (plate_side - art.height) // 2))
    return plate


def is_light(logo: Any) -> bool:
    """Whether the painted part of a see-through logo is nearly white."""
    from PIL import ImageStat

    paint = logo.getchannel("A")
    if paint.getextrema()[0] > 250:
        return False  # a picture with a ground of its own
    mask = paint.point(lambda value: 255 if value > 128 else 0)
    return bool(mask.getbbox()) and ImageStat.Stat(logo.convert("L"), mask).mean[0] > LIGHT


def mark(side: int, accent: str = "#fcd34d") -> Any:
    """Our own mark (`static/icons/mark.svg` without its ground): a house on a square, with the sun."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(picture)
    unit = side / 48

    def line(*points: tuple[float, float]) -> None:
        scaled = [(x * unit, y * unit) for x, y in points]
        draw.line(scaled, fill="white", width=round(3 * unit), joint="curve")
        for x, y in (scaled[0], scaled[-1]):
            dot(x / unit, y / unit, 1.5, "white")

    def dot(x: float, y: float, radius: float, colour: str) -> None:
        box = [(place + sign * radius) * unit for sign in (-1, 1) for place in (x, y)]
        draw.ellipse(box, fill=colour)

    line((8, 37), (40, 37))
    line((13, 37), (13, 23), (24, 15), (35, 23), (35, 37))
    line((21, 37), (21, 30))
    line((27, 37), (27, 30))
    draw.arc([place * unit for place in (19.5, 25.5, 28.5, 34.5)], 180, 360, fill="white", width=round(3 * unit))
    dot(37, 12, 3.5, accent)
    return picture


if __name__ == "__main__":
    limit_this_process()
    side, shape, ground = sys.argv[1:]
    sys.stdout.buffer.write(make_icon(sys.stdin.buffer.read(), int(side), shape, ground))
