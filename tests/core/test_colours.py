"""A school's own colour: text on it and in it can be read, by day and by night (WCAG 2.2, 1.4.3)."""

import pytest
from coloraide import Color

from webapp.core.colours import READABLE, scale_of

COLOURS = [
    *("#0f766e", "#c2410c", "#1d4ed8", "#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#ff00ff"),
    *("#00ffff", "#808080", "#f59e0b", "#84cc16", "#f472b6", "#7c3aed", "#fef9c3", "#1e293b", "#e11d48", "#22d3ee"),
]
DARK_GROUND, INK_ON_DARK_ACCENT = "#1b1a17", "#10201e"


def contrast(one: str, other: str) -> float:
    return Color(one).contrast(Color(other))


@pytest.mark.parametrize("colour", COLOURS)
def test_text_can_be_read_on_every_colour_that_a_school_may_choose(colour):
    scale = scale_of(colour)

    pairs = {
        "white on accent": contrast("#ffffff", scale["accent"]),
        "white on strong": contrast("#ffffff", scale["strong"]),
        "strong on soft": contrast(scale["strong"], scale["soft"]),
        "ink on dark accent": contrast(INK_ON_DARK_ACCENT, scale["accent_dark"]),
        "dark accent on dark ground": contrast(scale["accent_dark"], DARK_GROUND),
        "dark strong on dark soft": contrast(scale["strong_dark"], scale["soft_dark"]),
    }
    assert {pair: round(value, 2) for pair, value in pairs.items() if value < READABLE} == {}


def test_colour_that_reads_well_is_left_as_it_is():
    assert scale_of("#0f766e")["accent"] == "#0f766e"


def test_wrong_colour_is_refused():
    with pytest.raises(ValueError, match="blauwig"):
        scale_of("blauwig")
