"""A school's own colour as a scale that people can read (WCAG 2.2: 4.5:1 for text)."""

from functools import lru_cache

from coloraide import Color

READABLE = 4.5


@lru_cache(256)
def scale_of(colour: str) -> dict[str, str]:
    """From one sRGB colour (`#0f766e`): `accent`, darkened until white text on it reads; `strong`, `soft`, `ink`.

    Values are `#rrggbb`. `*_dark` are for a dark ground.
    """
    base = Color(colour).convert("oklch")
    accent = base.clone()
    # What counts is the colour as a screen shows it: vivid ones change when they are fitted into sRGB.
    while Color("white").contrast(Color(_hex(accent))) < READABLE and accent["lightness"] > 0:
        accent["lightness"] -= 0.01
    return {
        "accent": _hex(accent),
        "strong": _hex(accent.clone().set("lightness", max(accent["lightness"] - 0.1, 0.15))),
        "soft": _hex(base.clone().set({"lightness": 0.95, "chroma": min(base["chroma"], 0.035)})),
        "accent_dark": _hex(base.clone().set({"lightness": 0.78, "chroma": min(base["chroma"], 0.12)})),
        "strong_dark": _hex(base.clone().set({"lightness": 0.86, "chroma": min(base["chroma"], 0.09)})),
        "soft_dark": _hex(base.clone().set({"lightness": 0.28, "chroma": min(base["chroma"], 0.045)})),
    }


def contrast_with_white(colour: str) -> float:
    """How well white text reads on a colour: 1 (not at all) to 21; 4.5 is enough (WCAG 2.2, 1.4.3)."""
    return round(Color("white").contrast(Color(colour)), 1)


def _hex(colour: Color) -> str:
    return colour.convert("srgb").fit().to_string(hex=True)
