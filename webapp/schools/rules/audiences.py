"""Decisions about whom something is for: parts of schools, and who is one family."""

from collections.abc import Iterable
from typing import NamedTuple


class Part(NamedTuple):
    """A part of an audience: a whole unit (`group_id` is None), or one group of it."""

    unit_id: int
    group_id: int | None = None

    @property
    def key(self) -> str:
        """How a form names it: `unit-3`, `group-12`."""
        return f"group-{self.group_id}" if self.group_id else f"unit-{self.unit_id}"


def without_overlap(parts: Iterable[Part]) -> list[Part]:
    """The audience with each part once, and no group beside its whole unit, in a fixed order."""
    wanted = set(parts)
    whole = {part.unit_id for part in wanted if part.group_id is None}
    return sorted(
        (part for part in wanted if part.group_id is None or part.unit_id not in whole),
        key=lambda part: (part.unit_id, part.group_id or 0),
    )


def count_families(children: Iterable[int], pairs: Iterable[tuple[int, int]]) -> int:
    """How many families these children are: children who share a guardian are one family.

    `pairs` are (child, guardian). A child without any guardian is a family of its own.
    """
    head = {child: child for child in children}

    def find(child: int) -> int:
        while head[child] != child:
            head[child] = head[head[child]]
            child = head[child]
        return child

    first_of: dict[int, int] = {}
    for child, guardian in pairs:
        if child in head:
            head[find(child)] = find(first_of.setdefault(guardian, child))
    return len({find(child) for child in head})
