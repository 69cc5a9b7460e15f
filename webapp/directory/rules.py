"""Finding somebody in a list that is short."""

from collections.abc import Iterable


def is_meant(search: str, names: Iterable[str]) -> bool:
    """Whether each word typed is somewhere in one of these names."""
    spoken = " ".join(names).casefold()
    return all(word in spoken for word in search.casefold().split())
