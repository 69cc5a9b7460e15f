"""What a parent can choose from, and what is offered first."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from webapp.conferences.rules.slots import Talking, clash, joins

OFFERED = 3


class Choice(NamedTuple):
    """A time of the host as one parent sees it. `clashes` and `joins` are the first names of the own other children
    whose talk is at that time, or right before or after it."""

    slot_id: int
    talking: Talking
    is_taken: bool = False
    is_own: bool = False
    is_waited_for: bool = False
    clashes: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether it can be chosen now."""
        return not (self.is_taken or self.is_own or self.clashes)

    @property
    def can_wait(self) -> bool:
        """Whether one can wait for it: somebody else has it, and the parent could be there."""
        return self.is_taken and not (self.clashes or self.is_waited_for)


def near(here: Talking, others: Iterable[tuple[str, Talking]], walking: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whose talks clash with one here, and whose join up with it."""
    others = list(others)
    return (
        tuple(name for name, there in others if clash(here, there, walking)),
        tuple(name for name, there in others if joins(here, there, walking)),
    )


def by_day(choices: Iterable[Choice]) -> list[tuple[date, list[Choice]]]:
    """The choices of each day."""
    return [(day, list(own)) for day, own in groupby(choices, key=lambda choice: choice.talking.day)]


def next_offers(choices: Sequence[Choice], wanted: int) -> list[Choice]:
    """What to offer to who just missed a slot: free times, first those that join up with the own other talks, then the
    nearest ones, on the same day before another. A few, so that not everybody who missed runs to the same one."""
    missed = next((choice.talking for choice in choices if choice.slot_id == wanted), None)
    free = [choice for choice in choices if choice.is_free]
    if missed is None:
        return free[:OFFERED]
    return sorted(
        free,
        key=lambda one: (
            not one.joins,
            abs((one.talking.day - missed.day).days),
            abs(one.talking.starts - missed.starts),
            one.talking.starts,
        ),
    )[:OFFERED]
