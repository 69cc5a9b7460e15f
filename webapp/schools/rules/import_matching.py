"""Who in a school's file is who in the unit: by key where it can be trusted, else by name and birthdate."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from webapp.schools.school_file.contents import FileGroup, FilePupil, FileTeacher
from webapp.schools.school_file.values import is_infix

Identity = tuple[str, str, str, date]


@dataclass(frozen=True, slots=True)
class GroupNow:
    id: int
    key: str
    name: str
    year: str
    is_combined: bool
    is_ended: bool


@dataclass(frozen=True, slots=True)
class ChildNow:
    """A child that is or was at the unit, with the groups it is in and those it will be in (`soon_ids`).

    `is_led_elsewhere`: it goes to a school of this installation, which says how it is called.
    """

    id: int
    key: str
    given_name: str
    infix: str
    surname: str
    birthdate: date | None
    group_ids: tuple[int, ...]
    soon_ids: tuple[int, ...] = ()
    is_led_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class StaffNow:
    """A teacher. `is_active`: somebody signs in with this address, which is then theirs to change."""

    id: int
    key: str
    name: str
    email: str
    is_ended: bool
    group_ids: tuple[int, ...]
    is_active: bool = False


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


class Known(Protocol):
    @property
    def id(self) -> int: ...


Row = TypeVar("Row", bound=Keyed)
Found = TypeVar("Found", bound=Known)


def is_made_up(key: str) -> bool:
    """A table without numbers: the reader made this key from the name."""
    return key.startswith("~")


def key_to_keep(file_key: str, known_key: str) -> str:
    """The key to write, or "" when the known one stays: a made-up key never replaces one of the administration."""
    stays = file_key == known_key or (is_made_up(file_key) and known_key and not is_made_up(known_key))
    return "" if stays else file_key


def identity(person: Any) -> Identity | None:
    """Name and birthdate, whatever the capitals; None without a birthdate, since a name alone is not enough."""
    return (*spelled(person), person.birthdate) if person.birthdate else None


def spelled(person: Any) -> tuple[str, str, str]:
    return person.given_name.casefold(), person.infix.casefold(), person.surname.casefold()


def pair_up(
    found: dict[str, Found],
    rows: Iterable[Row],
    known: Iterable[Found],
    row_value: Callable[[Row], Hashable],
    known_value: Callable[[Found], Hashable],
    is_same: Callable[[Row, Found], bool] = lambda row, candidate: True,
) -> None:
    """Add to `found` the rows and candidates not yet in it that share a value no other has; empty ones say nothing."""
    taken = {candidate.id for candidate in found.values()}
    candidates = alone((known_value(candidate), candidate) for candidate in known if candidate.id not in taken)
    for value, row in alone((row_value(row), row) for row in rows if row.key not in found).items():
        candidate = candidates.get(value)
        if candidate is not None and is_same(row, candidate):
            found[row.key] = candidate


def alone(pairs: Iterable[tuple[Hashable, Any]]) -> dict[Hashable, Any]:
    """Value → thing, for the values that only one thing has."""
    listed = [(value, thing) for value, thing in pairs if value]
    times = Counter(value for value, _ in listed)
    return {value: thing for value, thing in listed if times[value] == 1}


def matched_groups(groups: list[FileGroup], known: tuple[GroupNow, ...]) -> dict[str, GroupNow]:
    """The group of the unit for each key in the file: by key, also one that ended; else an open one by its name."""
    found: dict[str, GroupNow] = {}
    pair_up(found, groups, known, lambda group: group.key, lambda group: group.key)
    still_open = [group for group in known if not group.is_ended]
    pair_up(found, groups, still_open, lambda group: group.name.casefold(), lambda group: group.name.casefold())
    return found


def matched_children(pupils: list[FilePupil], known: tuple[ChildNow, ...]) -> dict[str, ChildNow]:
    """The child of the unit for each key in the file: name and birthdate before a key, for keys get a new meaning when
    a school changes its administration; a name alone only where a birthdate lacks."""
    found: dict[str, ChildNow] = {}
    pair_up(
        found, pupils, known, lambda pupil: (pupil.key, identity(pupil)), lambda child: (child.key, identity(child))
    )
    pair_up(found, pupils, known, identity, identity)
    pair_up(found, pupils, known, lambda pupil: pupil.key, lambda child: child.key, could_be)
    pair_up(found, pupils, known, spelled, spelled, lambda pupil, child: not (pupil.birthdate and child.birthdate))
    return found


def could_be(pupil: FilePupil, child: ChildNow) -> bool:
    """Whether a child with this key may be the same one. A parent of the one must never get to see the other."""
    same_given = pupil.given_name.casefold() == child.given_name.casefold()
    same_surname = pupil.surname.casefold() == child.surname.casefold()
    if pupil.birthdate and child.birthdate:
        return pupil.birthdate == child.birthdate or (same_given and same_surname)
    return same_given or same_surname


def matched_staff(teachers: list[FileTeacher], known: tuple[StaffNow, ...]) -> dict[str, StaffNow]:
    """The teacher of the unit for each key in the file: who works there now by key, address or name; else by key."""
    found: dict[str, StaffNow] = {}
    working = [member for member in known if not member.is_ended]
    pair_up(found, teachers, working, lambda teacher: teacher.key, lambda member: member.key, could_be_colleague)
    pair_up(found, teachers, working, lambda teacher: teacher.email.casefold(), lambda member: member.email.casefold())
    by_hand = [member for member in working if not member.key]
    pair_up(found, teachers, by_hand, lambda teacher: full_name(teacher).casefold(), lambda m: m.name.casefold())
    pair_up(found, teachers, known, lambda teacher: teacher.key, lambda member: member.key, could_be_colleague)
    return found


def could_be_colleague(teacher: FileTeacher, member: StaffNow) -> bool:
    """Whether a teacher with this key may be the same one: whose account it is must not get another's groups."""
    same_address = bool(teacher.email) and teacher.email.casefold() == member.email.casefold()
    return same_address or bool(telling_words(full_name(teacher)) & telling_words(member.name))


def telling_words(name: str) -> set[str]:
    return {word for word in name.casefold().split() if not is_infix(word)}


def full_name(person: Any) -> str:
    return " ".join(part for part in (person.given_name, person.infix, person.surname) if part)
