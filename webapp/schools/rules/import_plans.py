"""A plan: what a school's file would change in a unit, step by step, and why it may not. Values only."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from webapp.schools.rules.import_matching import ChildNow, GroupNow, Identity, StaffNow, full_name
from webapp.schools.school_file.contents import Mistake

MANY = 0.3  # a file that ends more of the children than this is more often the wrong file than a true one

Change = tuple[str, str, str]  # field, from, to


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A unit as it is. `elsewhere`: who of the other units has which name and birthdate."""

    brin: str
    other_brins: frozenset[str]
    groups: tuple[GroupNow, ...]
    children: tuple[ChildNow, ...]
    staff: tuple[StaffNow, ...]
    elsewhere: dict[Identity, int]

    @property
    def fingerprint(self) -> str:
        """The same for as long as nothing of the unit itself changes."""
        return hashlib.sha256(repr((self.brin, self.groups, self.children, self.staff)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class GroupStep:
    """What happens to a group: `new`, `renamed`, `returned`, `ended`, or `changed` where nobody sees it (key, year)."""

    what: str
    id: int | None
    key: str
    name: str
    year: str
    is_combined: bool
    old_name: str = ""


@dataclass(frozen=True, slots=True)
class ChildStep:
    """What happens to a child: any of `new`, `returned`, `moved`, `changed`, `ended`; none of them is a new key only.

    `joins` are keys of groups in the file, `leaves` ids of groups of the unit. An empty `key` leaves the key as it is.
    """

    whats: tuple[str, ...]
    id: int | None
    key: str
    given_name: str
    infix: str
    surname: str
    birthdate: date | None
    joins: tuple[str, ...] = ()
    leaves: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()
    line: int | None = None
    from_groups: str = ""
    to_groups: str = ""
    is_shared: bool = False

    @property
    def name(self) -> str:
        return full_name(self)


@dataclass(frozen=True, slots=True)
class StaffStep:
    """What happens to a teacher: `new`, `returned`, `changed` (name, address, groups), `ended`; "" is a key only."""

    what: str
    id: int | None
    key: str
    name: str
    email: str
    joins: tuple[str, ...] = ()
    leaves: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()
    line: int | None = None
    to_groups: str = ""


@dataclass(slots=True)
class Plan:
    """Everything that the file would change, and why it may not: `blocked_by` is empty when it can be applied."""

    kind: str
    school_name: str
    brin: str
    pupils: int
    known_children: int
    mistakes: list[Mistake]
    group_ids: dict[str, int] = field(default_factory=dict)
    groups: list[GroupStep] = field(default_factory=list)
    children: list[ChildStep] = field(default_factory=list)
    staff: list[StaffStep] = field(default_factory=list)
    is_other_school: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.groups or self.children or self.staff)

    @property
    def blocked_by(self) -> list[str]:
        reasons = {
            "mistakes": bool(self.mistakes),
            "other_school": self.is_other_school,
            "nothing_new": self.is_empty and not self.mistakes,
        }
        return [reason for reason, holds in reasons.items() if holds]

    @property
    def ends_many(self) -> bool:
        """More than 30 % of the unit's children would end: the office must say so twice."""
        return len(self.children_who("ended")) > MANY * self.known_children

    def children_who(self, what: str) -> list[ChildStep]:
        return [step for step in self.children if what in step.whats]
