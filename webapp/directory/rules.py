"""Finding somebody in a list that is short."""

import unicodedata
from collections.abc import Iterable

UNDIVIDED = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})  # what NFKD leaves whole


def is_meant(search: str, names: Iterable[str]) -> bool:
    """Whether each word typed is somewhere in one of these names, however accents and capitals were typed."""
    spoken = plain(" ".join(names))
    return all(word in spoken for word in plain(search).split())


def plain(text: str) -> str:
    """A text without accents and capitals: «Çağan» is «cagan»."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(UNDIVIDED)
