"""Rounds of talks for tests and benchmarks, drawn around a plan that is known to work."""

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from webapp.conferences.rules.problems import Problem, Talk, Time

FIRST_EVENING = date(2026, 11, 24)
BEGINS, MINUTES = 18 * 60, 10


@dataclass(frozen=True)
class Round:
    """A problem, and one plan that solves it (talk → time)."""

    problem: Problem
    known: dict[int, Time]


def evening_times(evenings: int, per_evening: int) -> list[Time]:
    return [
        Time(FIRST_EVENING + timedelta(days=evening), BEGINS + MINUTES * place, BEGINS + MINUTES * (place + 1))
        for evening in range(evenings)
        for place in range(per_evening)
    ]


def drawn_round(
    seed: int, children: int, teachers: int, evenings: int = 3, per_evening: int = 12, siblings: float = 0.3,
    refusing: float = 0.35, walking: int = 0,
) -> Round:  # fmt: skip
    """Children spread over teachers; this share has a brother or sister with another teacher; this share of families
    cannot come on an evening, or in a half of one. The known plan is placed first, so there always is one."""
    random = Random(seed)
    times = evening_times(evenings, per_evening)
    families = drawn_families(random, children, teachers, siblings)
    known = placed_somehow(random, families, times, teachers)
    talks = tuple(Talk(child, family, child % teachers) for family, own in enumerate(families) for child in sorted(own))
    unavailable, wishes = {}, {}
    for family, own in enumerate(families):
        keeps = {known[child] for child in own}
        unavailable[family] = frozenset(refused_times(random, times, refusing)) - keeps
        evening = FIRST_EVENING + timedelta(days=family % evenings)
        wishes[family] = {time: 2 for time in times if time.day == evening}
    everybody = {teacher: frozenset(times) for teacher in range(teachers)}
    return Round(Problem(talks, everybody, unavailable, wishes, walking=walking), known)


def drawn_families(random: Random, children: int, teachers: int, siblings: float) -> list[list[int]]:
    waiting = list(range(children))
    random.shuffle(waiting)
    families: list[list[int]] = []
    together = 0
    while together < siblings * children:
        own = [waiting.pop()]
        for _ in range(2 if random.random() < 0.15 else 1):
            others = [child for child in waiting if all(child % teachers != one % teachers for one in own)]
            if others:
                own.append(random.choice(others))
                waiting.remove(own[-1])
        families.append(own)
        together += len(own)
    return [*families, *([child] for child in waiting)]


def placed_somehow(random: Random, families: list[list[int]], times: list[Time], teachers: int) -> dict[int, Time]:
    """The largest families first; with walking there is a time between two talks of one family."""
    taken: set[tuple[int, Time]] = set()
    known: dict[int, Time] = {}
    for own in sorted(families, key=len, reverse=True):
        while True:
            places = sorted(random.sample(range(len(times)), len(own)))
            apart = all(b - a > 1 for a, b in itertools.pairwise(places))
            chosen = [
                (child, times[place]) for child, place in zip(own, random.sample(places, len(places)), strict=True)
            ]
            if apart and not any((child % teachers, time) in taken for child, time in chosen):
                break
        taken |= {(child % teachers, time) for child, time in chosen}
        known |= dict(chosen)
    return known


def refused_times(random: Random, times: list[Time], refusing: float) -> list[Time]:
    days = sorted({time.day for time in times})
    middle = BEGINS + MINUTES * len(times) // len(days) // 2
    refused: list[Time] = []
    if random.random() < refusing:
        day = random.choice(days)
        refused += [time for time in times if time.day == day]
    if random.random() < refusing:
        early = random.random() < 0.5
        refused += [time for time in times if (time.starts < middle) == early]
    return refused
