"""Decisions about who is in a photo, and whether it may be placed."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple


class Shot(NamedTuple):
    """A photo as far as this decides: its number in the post, its state, and who can be recognised in it: `children`
    (those named), the whole `group`, `nobody`; empty while the author has not said."""

    number: int
    state: str
    shows: str
    child_ids: frozenset[int] = frozenset()


class Problem(NamedTuple):
    """Why photos cannot be placed: the code of the refusal and what its sentence needs."""

    code: str
    values: dict[str, Any]


class Blocked(NamedTuple):
    """Photos, by number, with the same children who may not be in them."""

    numbers: tuple[int, ...]
    child_ids: frozenset[int]


def shown_in(shot: Shot, everybody: Iterable[int]) -> frozenset[int]:
    """Who can be recognised in a photo; the whole group is every child that the post is for."""
    if shot.shows == "group":
        return frozenset(everybody)
    return shot.child_ids if shot.shows == "children" else frozenset()


def is_answered(shot: Shot, everybody: Collection[int]) -> bool:
    """Whether the author said who is in it; «children» without a name, or a group without children, says nothing."""
    return shot.shows == "nobody" or bool(shown_in(shot, everybody))


def problem_with(shots: Sequence[Shot], everybody: Collection[int], allowed: Collection[int]) -> Problem | None:
    """What keeps these photos from being placed for an audience (`everybody` in it), of whom those `allowed` may be
    pictured there; the first thing to do comes first."""
    waiting = [shot.number for shot in shots if shot.state == "waiting"]
    failed = [shot.number for shot in shots if shot.state == "failed"]
    unanswered = [shot.number for shot in shots if not is_answered(shot, everybody)]
    elsewhere = grouped((shot.number, shown_in(shot, everybody) - set(everybody)) for shot in shots)
    blocked = grouped((shot.number, shown_in(shot, everybody) - set(allowed)) for shot in shots)
    if failed:
        return Problem("failed_photos", {"numbers": failed})
    if unanswered:
        return Problem("unanswered_photos", {"numbers": unanswered})
    if elsewhere:
        return Problem("not_in_audience", {"found": elsewhere})
    if blocked:
        return Problem("not_allowed", {"found": blocked})
    return Problem("waiting_photos", {"count": len(waiting)}) if waiting else None


def grouped(pairs: Iterable[tuple[int, frozenset[int]]]) -> list[Blocked]:
    """The photos with somebody who may not be in them, those with the same children together."""
    found: dict[frozenset[int], list[int]] = {}
    for number, child_ids in pairs:
        if child_ids:
            found.setdefault(child_ids, []).append(number)
    return [Blocked(tuple(numbers), child_ids) for child_ids, numbers in found.items()]
