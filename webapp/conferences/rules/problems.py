"""What a plan has to place: talks of families with teachers, at times of a few evenings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """A time of a day, from and until, in minutes after midnight on the school's clock."""

    day: date
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk to place: about whose child (`family`; separated parents are families of their own) with which teacher.
    `fixed` is the time where the school has put it."""

    id: int
    family: int
    teacher: int
    fixed: Time | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """All that a plan needs to know.

    `open` are the times that each teacher has, breaks and blocked times left out. `unavailable` are times at which a
    family cannot come, `wishes` how glad a family is with a time (0 to 10). `walking` are the minutes between two
    talks in different rooms; `rooms` is the room of each teacher, the teacher's own where none is told. Talks of
    `apart` pairs are not on one day. `receiving` are the teachers who are parents in a family: they do not receive
    while at a talk about an own child.
    """

    talks: tuple[Talk, ...]
    open: Mapping[int, frozenset[Time]]
    unavailable: Mapping[int, frozenset[Time]] = field(default_factory=dict)
    wishes: Mapping[int, Mapping[Time, int]] = field(default_factory=dict)
    rooms: Mapping[int, str] = field(default_factory=dict)
    walking: int = 0
    apart: tuple[tuple[int, int], ...] = ()
    receiving: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def times_of(self, talk: Talk) -> tuple[Time, ...]:
        """Where a talk may be: where its teacher has time and its family can come."""
        if talk.fixed:
            return (talk.fixed,)
        return tuple(sorted(self.open.get(talk.teacher, frozenset()) - self.unavailable.get(talk.family, frozenset())))

    def wish(self, family: int, time: Time) -> int:
        return self.wishes.get(family, {}).get(time, 0)

    def gap(self, one: Talk, other: Talk) -> int:
        """The minutes that one family needs between these two talks."""
        rooms = [self.rooms.get(talk.teacher, f"teacher {talk.teacher}") for talk in (one, other)]
        return 0 if rooms[0] == rooms[1] else self.walking

    def received_during(self, talk: Talk, time: Time) -> list[tuple[int, Time]]:
        """The own times (teacher, time) of a parent who is a teacher too, while at this talk or on the way."""
        return [
            (teacher, there)
            for teacher in sorted(self.receiving.get(talk.family, frozenset()) - {talk.teacher})
            for there in sorted(self.open.get(teacher, frozenset()))
            if there.day == time.day
            and there.starts < time.ends + self.walking
            and time.starts < there.ends + self.walking
        ]

    def clash(self, one: Talk, first: Time, other: Talk, second: Time) -> bool:
        """Whether a family cannot be at both: at once, or too shortly after one another."""
        if first.day != second.day:
            return False
        gap = self.gap(one, other)
        return first.starts < second.ends + gap and second.starts < first.ends + gap


@dataclass(frozen=True, slots=True)
class Plan:
    """Where each talk is, by its id; `unplaced` could not be. `value` and `bound` are how good it is and how good any
    plan could at most be, in the same points; `seconds` what finding it took."""

    times: Mapping[int, Time]
    unplaced: tuple[int, ...]
    value: float
    bound: float
    seconds: float
