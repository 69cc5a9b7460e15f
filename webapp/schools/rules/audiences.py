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


def families_of(children: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The families that these children are, each as its children: children who share a guardian are one family.

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
    families: dict[int, list[int]] = {}
    for child in head:
        families.setdefault(find(child), []).append(child)
    return list(families.values())


def may_change(person_id: int, author_id: int, audience_units: set[int], works_at: set[int], manages: set[int]) -> bool:
    """Whether somebody answers for what was written: its author, working there, or the office of all it went to."""
    is_author = person_id == author_id and bool(audience_units & works_at)
    return is_author or (bool(audience_units) and audience_units <= manages)
