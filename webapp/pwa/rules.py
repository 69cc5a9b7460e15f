"""Decisions about the portal on a home screen: how it is called there, how it looks, whose steps a visitor reads."""

import hashlib
from dataclasses import dataclass

LONGEST_SHORT_NAME = 12  # characters that phones show under an icon
OUR_COLOUR = "#0f766e"
DRAWING = 1  # count on when the same logo would give another icon than before


@dataclass(frozen=True, slots=True)
class Icon:
    """One of our icons: pixels along its side, and how it is cut (`core/icons.py`)."""

    side: int
    shape: str


ICONS = {
    "any-192": Icon(192, "any"),
    "any-512": Icon(512, "any"),
    "maskable-512": Icon(512, "maskable"),
    "apple-180": Icon(180, "apple"),
    "badge-96": Icon(96, "badge"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How the installation looks on a home screen: the colour of its bars, and a logo (or none) on a ground."""

    colour: str = OUR_COLOUR
    ground: str = OUR_COLOUR
    logo: str = ""

    @property
    def version(self) -> str:
        """Changes with what the icons show: it stands in their addresses."""
        return hashlib.sha256(f"{DRAWING} {self.ground} {self.logo}".encode()).hexdigest()[:12]


def short_name(name: str) -> str:
    """What fits under an icon: the last words of the name, since the first tell only what kind of place it is."""
    words = name.split()
    endings = (" ".join(words[first:]) for first in range(len(words)))
    fitting = (ending for ending in endings if len(ending) <= LONGEST_SHORT_NAME)
    return next(fitting, name[:LONGEST_SHORT_NAME].strip())


SYSTEMS = ("iphone", "android", "computer")


def system_of(user_agent: str) -> str:
    """On which kind of device somebody reads. An iPad says that it is a Mac: its own browser tells it better."""
    if any(name in user_agent for name in ("iPhone", "iPad", "iPod")):
        return "iphone"
    return "android" if "Android" in user_agent else "computer"
