"""Decisions about the times of a round: how a stretch of time is cut into talks, and when two talks clash."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple


class Talking(NamedTuple):
    """Somebody talks here: a day, from and until (minutes after midnight), and in which room («Lokaal 3»), or with
    which host where no room is told («host 12»)."""

    day: date
    starts: int
    ends: int
    room: str


def times_in(starts: int, ends: int, minutes: int, pause: int = 0) -> Iterator[tuple[int, int]]:
    """The talks that fit whole between two times: each so many minutes, with a pause after each."""
    begins = starts
    while begins + minutes <= ends:
        yield begins, begins + minutes
        begins += minutes + pause


def clash(one: Talking, other: Talking, walking: int) -> bool:
    """Whether a family cannot be at both: at the same time, or too soon after one another to walk there."""
    gap = 0 if one.room == other.room else walking
    return one.day == other.day and one.starts < other.ends + gap and other.starts < one.ends + gap


def joins(one: Talking, other: Talking, walking: int) -> bool:
    """Whether two talks follow each other: no clash, and less than another talk's length of waiting between them."""
    before, after = sorted((one, other), key=lambda talk: (talk.day, talk.starts))
    gap = 0 if one.room == other.room else walking
    waits = after.starts - before.ends
    return before.day == after.day and gap <= waits < gap + (before.ends - before.starts)


def clock_of(minutes: int) -> str:
    """Minutes after midnight as a time: 1170 is «19:30»."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def minutes_of(clock: str) -> int:
    """«19:30» is 1170."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
