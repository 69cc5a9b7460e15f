"""Decisions about when parents can come: into which stretches a day is cut, and what an answer means for a time."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

CANNOT, CAN, GLADLY = ANSWERS = ("cannot", "can", "gladly")
LONG, SHORT = 90, 40  # minutes from which a block is cut in three, and under which it is not cut
ROUNDED_TO = 5


class Stretch(NamedTuple):
    """A part of a day about which parents say whether they can come."""

    day: date
    starts: int
    ends: int

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"stretch-{self.day:%Y%m%d}-{self.starts}"


def stretches_in(blocks: Iterable[tuple[date, int, int]]) -> list[Stretch]:
    """The stretches of these blocks of time (day, from, until): three of a long block, two of a shorter one."""
    return [stretch for block in sorted(blocks) for stretch in parts_of(*block)]


def parts_of(day: date, starts: int, ends: int) -> Iterator[Stretch]:
    minutes = ends - starts
    parts = 3 if minutes >= LONG else 2 if minutes >= SHORT else 1
    edges = [starts + ROUNDED_TO * round(minutes * part / parts / ROUNDED_TO) for part in range(parts)] + [ends]
    return (Stretch(day, *edges[part : part + 2]) for part in range(parts))


def refusal_of(answers: Mapping[Stretch, str], stretches: Iterable[Stretch]) -> str | None:
    """Why an answer cannot be kept: another question was answered, or the parents can never come."""
    stretches = list(stretches)
    if set(answers) != set(stretches):
        return "stretches_changed"
    if all(answers[stretch] == CANNOT for stretch in stretches):
        return "nothing_possible"
    return None


def touches(stretch: Stretch, day: date, starts: int, ends: int) -> bool:
    """Whether a talk from and until these minutes is partly in the stretch."""
    return stretch.day == day and starts < stretch.ends and stretch.starts < ends
