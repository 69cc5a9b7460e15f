"""Pictures for the demo school, drawn when it is loaded: no child of anybody is in them."""

import io
import math
from collections.abc import Callable
from random import Random
from typing import Any

SIZE = (1920, 1440)
LEAVES = ("#b45309", "#d97706", "#dc2626", "#a16207", "#ea580c", "#ca8a04")
BRIGHT = ("#e11d48", "#2563eb", "#f59e0b", "#16a34a", "#9333ea", "#0891b2")


def drawing(scene: str, seed: int) -> bytes:
    """A JPEG of one of SCENES; another seed is another moment of the same scene."""
    from PIL import Image, ImageDraw, ImageFilter

    random = Random(seed)  # noqa: S311 - where a leaf falls, no secret
    top, bottom, draw_scene = SCENES[scene]
    picture = sky(Image, top, bottom)
    draw_scene(ImageDraw.Draw(picture, "RGBA"), random)
    made = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(1.2)).save(made, "JPEG", quality=88)
    return made.getvalue()


def sky(image: Any, top: str, bottom: str) -> Any:
    """One colour that becomes another from top to bottom."""
    mask = image.linear_gradient("L").resize(SIZE)
    return image.composite(image.new("RGB", SIZE, bottom), image.new("RGB", SIZE, top), mask)


def disc(draw: Any, x: float, y: float, radius: float, colour: str, squeeze: float = 1.0) -> None:
    draw.ellipse((x - radius, y - radius * squeeze, x + radius, y + radius * squeeze), fill=colour)


def hills(draw: Any, height: float, swing: float, colour: str, shift: float) -> None:
    width, bottom = SIZE
    line = [(x, height + swing * math.sin(x / 330 + shift)) for x in range(0, width + 40, 40)]
    draw.polygon([(0, bottom), *line, (width, bottom)], fill=colour)


def wood(draw: Any, random: Random) -> None:
    """Trees in autumn, and leaves that fall."""
    hills(draw, 780, 60, "#a3b18a", 0.4)
    hills(draw, 930, 50, "#7c8f5a", 2.1)
    for number in range(9):
        x = 120 + number * 220 + random.randint(-60, 60)
        base, height = random.randint(1010, 1180), random.randint(420, 640)
        draw.polygon([(x - 22, base), (x - 12, base - height), (x + 12, base - height), (x + 22, base)], fill="#5b4636")
        for _ in range(26):
            disc(
                draw,
                x + random.gauss(0, 95),
                base - height + random.gauss(-20, 85),
                random.randint(34, 74),
                random.choice(LEAVES) + "e6",
            )
    hills(draw, 1150, 25, "#8a6d3b", 1.2)
    for _ in range(420):
        x, y = random.randint(0, SIZE[0]), int(random.triangular(500, 1440, 1400))
        disc(draw, x, y, random.randint(7, 20), random.choice(LEAVES), 0.6)


def letters(draw: Any, random: Random) -> None:
    """A table with letters of cardboard."""
    from PIL import ImageFont

    for y in range(0, SIZE[1], 160):
        draw.rectangle((0, y, SIZE[0], y + 156), fill=random.choice(("#d6b58a", "#d1ae81", "#dcbd94")))
        for _ in range(14):
            x, at = random.randint(0, SIZE[0]), y + random.randint(10, 146)
            draw.line((x, at, x + random.randint(80, 420), at + random.randint(-4, 4)), fill="#b98f5c66", width=3)
    words = random.sample(("maan", "roos", "vis", "raam", "boom", "pen"), 3)
    font = ImageFont.load_default(size=210)
    for row, word in enumerate(words):
        left = random.randint(120, 420)
        for place, letter in enumerate(word):
            x, y = left + place * 330, 110 + row * 430 + random.randint(-26, 26)
            draw.rounded_rectangle((x + 12, y + 16, x + 292, y + 326), 28, fill="#00000040")
            draw.rounded_rectangle((x, y, x + 280, y + 310), 28, fill=random.choice(BRIGHT))
            draw.text((x + 140, y + 150), letter, font=font, fill="#ffffff", anchor="mm")


def fire(draw: Any, random: Random) -> None:
    """A camp fire at dusk."""
    for _ in range(120):
        disc(draw, random.randint(0, SIZE[0]), random.randint(0, 620), random.choice((2, 3, 4)), "#fef3c7")
    hills(draw, 900, 40, "#1f2937", 0.9)
    hills(draw, 1080, 20, "#111827", 2.4)
    middle = 960
    for radius in range(560, 80, -40):
        disc(draw, middle, 1060, radius, "#f9731612", 0.75)
    for angle in (-0.5, -0.2, 0.15, 0.45):
        x = math.sin(angle) * 300
        draw.line((middle - x, 1240, middle + x, 1110), fill="#78350f", width=54)
    for colour, spread, height in (("#dc2626", 190, 430), ("#f97316", 140, 350), ("#fbbf24", 90, 250)):
        for _ in range(8):
            x, tall = middle + random.gauss(0, spread / 2.4), height * random.uniform(0.6, 1)
            draw.polygon(
                [(x - spread / 3, 1150), (x + random.randint(-40, 40), 1150 - tall), (x + spread / 3, 1150)],
                fill=colour + "d0",
            )
    for place in range(5):
        x = 430 + place * 260
        draw.line((x, 1400, middle + (x - middle) * 0.35, 960), fill="#a16207", width=14)
        disc(draw, middle + (x - middle) * 0.35, 950, 46, "#e7c58a", 0.8)


def lanterns(draw: Any, random: Random) -> None:
    """Lanterns on a line, for Sint-Maarten."""
    for height in (300, 690):
        line = [(x, height + 70 * math.sin(x / 420 + height)) for x in range(0, SIZE[0] + 30, 30)]
        draw.line(line, fill="#1e293b", width=7)
        for number in range(6):
            x = 150 + number * 325 + random.randint(-30, 30)
            y = height + 70 * math.sin(x / 420 + height) + 150
            colour = BRIGHT[(number + height) % len(BRIGHT)]
            for glow in range(230, 120, -22):
                disc(draw, x, y, glow, colour + "14")
            draw.line((x, y - 150, x, y - 96), fill="#1e293b", width=5)
            disc(draw, x, y, 118, colour, 0.95)
            for stripe in (-0.6, 0, 0.6):
                draw.arc(
                    (x - abs(118 * stripe) - 8, y - 110, x + abs(118 * stripe) + 8, y + 110), 0, 360, "#ffffff66", 5
                )
            draw.rectangle((x - 40, y - 124, x + 40, y - 104), fill="#0f172a")
    for x in range(0, SIZE[0], 48):
        draw.rectangle((x, 1240 + random.randint(-50, 40), x + 46, SIZE[1]), fill="#0f172a")


Scene = tuple[str, str, Callable[[Any, Random], None]]
SCENES: dict[str, Scene] = {
    "wood": ("#bfdbfe", "#fef3c7", wood),
    "letters": ("#d6b58a", "#d6b58a", letters),
    "fire": ("#1e1b4b", "#7c2d12", fire),
    "lanterns": ("#312e81", "#f59e0b", lanterns),
}
