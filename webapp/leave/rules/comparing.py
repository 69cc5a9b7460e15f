"""Decisions about which earlier decisions are like this request, so that like cases are treated alike."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

MOST = 3


class Compared(NamedTuple):
    """An earlier decision without whose it was: what was asked, what became of it, and when."""

    kind: str
    kind_name: str
    ground: str
    asked_halves: int
    given_halves: int
    outcome: str
    decided_at: datetime


def most_alike(kind: str, ground: str, decided: Iterable[Compared]) -> list[Compared]:
    """The three that are most like a request of this kind and ground: the same kind first, then the same ground, the
    latest first; of another ground none."""
    alike = [one for one in decided if one.kind == kind or one.ground == ground]
    return sorted(alike, key=lambda one: (one.kind == kind, one.decided_at), reverse=True)[:MOST]
