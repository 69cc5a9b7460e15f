"""Plan for me: every talk of a school placed at once.

Hard: a teacher has one talk at a time, a family is in one place with time to walk, nobody at a time when they cannot,
a teacher who is a parent too does not receive meanwhile, what is fixed stays. Soft, in this order: a talk is placed at
all; brothers and sisters join up; teachers do not wait between talks, and wishes.

It is one integer programme for HiGHS. Each family of brothers and sisters chooses a pattern (an order of its talks,
joined up, at a time) or else each of its talks a time of its own. Writing whole patterns instead of «these two are
neighbours» is what makes it quick: the relaxation is nearly whole (docs/decisions/conferences.md has the figures).
"""

import time as clock_time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise, permutations, product

from webapp.conferences.rules.problems import Plan, Problem, Talk, Time
from webapp.conferences.rules.programmes import INFINITE, Choice, Model, solved

UNPLACED = 1_000
JOINED = 40  # for each two talks of a family that join up
WISH = 1
RUN = 2  # a teacher who begins anew after a gap
MOST_IN_A_PATTERN = 4  # children; a larger family is planned by fours
MOST_IN_EVERY_ORDER = 3


def plan_of(problem: Problem, seconds: float = 60, threads: int = 2) -> Plan:
    """The best plan that is found in this time, with what could not be placed: nobody is, where the time was too short
    for any plan."""
    began = clock_time.monotonic()
    model = Model()
    families: dict[int, list[Talk]] = {}
    for talk in problem.talks:
        families.setdefault(talk.family, []).append(talk)
    for talks in families.values():
        parts = list(parts_of(talks))
        for part in parts:
            add_family(model, problem, part)
        for part, other_part in combinations(parts, 2):
            for one, other in product(part, other_part):
                keep_clear(model, problem, model.placing, one, other)
    add_teachers(model, problem)
    add_apart(model, problem)
    add_receiving(model, problem)
    chosen, value, bound = solved(model, seconds, threads)
    times = {
        talk.id: time for column in chosen if column in model.choices for talk, time in model.choices[column].places
    }
    unplaced = tuple(talk.id for talk in problem.talks if talk.id not in times)
    return Plan(times, unplaced, value, bound, clock_time.monotonic() - began)


def parts_of(talks: Sequence[Talk]) -> Iterator[Sequence[Talk]]:
    for number in range(0, len(talks), MOST_IN_A_PATTERN):
        yield talks[number : number + MOST_IN_A_PATTERN]


def add_family(model: Model, problem: Problem, talks: Sequence[Talk]) -> None:
    """A family's choices: a pattern, or each talk by itself, or (at a price) a talk nowhere."""
    patterns = [model.choice(choice) for choice in patterns_of(problem, talks)] if len(talks) > 1 else []
    single: dict[tuple[int, Time], list[int]] = {}
    for talk in talks:
        columns = list(patterns)
        for time in problem.times_of(talk):
            column = model.choice(Choice(WISH * problem.wish(talk.family, time), ((talk, time),)))
            single[talk.id, time] = [column]
            columns.append(column)
        nowhere = [] if talk.fixed else [model.column(-UNPLACED)]
        model.exactly_one([*columns, *nowhere])
    for one, other in combinations(talks, 2):
        keep_clear(model, problem, single, one, other)


def keep_clear(
    model: Model, problem: Problem, placing: Mapping[tuple[int, Time], list[int]], one: Talk, other: Talk
) -> None:
    """A family is not at two talks at once, nor at one while it still walks to it; but what is fixed stays, even so.
    `placing` are the columns that put a talk at a time."""
    if one.fixed and other.fixed:
        return
    gap = problem.gap(one, other)
    columns = [(time, placing.get((talk.id, time), [])) for talk in (one, other) for time in problem.times_of(talk)]
    for day, moment in sorted({(time.day, time.starts) for time, _columns in columns}):
        there = [own for time, own in columns if time.day == day and time.starts <= moment < time.ends + gap]
        busy = {column for own in there for column in own}
        if len(busy) > 1:
            model.at_most_one(busy)


def patterns_of(problem: Problem, talks: Sequence[Talk]) -> Iterator[Choice]:
    """Each way in which the talks of a family join up: one after the other with just the time to walk."""
    allowed = {talk.id: set(problem.times_of(talk)) for talk in talks}
    for order in orders_of(talks):
        for first in problem.times_of(order[0]):
            places = [(order[0], first)]
            for before, talk in pairwise(order):
                joined = joined_after(problem, before, places[-1][1], talk, allowed[talk.id])
                if joined is None:
                    break
                places.append((talk, joined))
            else:
                wishes = sum(problem.wish(talk.family, time) for talk, time in places)
                yield Choice(JOINED * (len(talks) - 1) + WISH * wishes, tuple(places))


def orders_of(talks: Sequence[Talk]) -> Iterator[Sequence[Talk]]:
    """In which orders a family may have its talks: every one of up to three; of four each may be first or last, for all
    24 would make the programme large and the plan no better."""
    if len(talks) <= MOST_IN_EVERY_ORDER:
        yield from permutations(talks)
        return
    for first in range(len(talks)):
        turned = [*talks[first:], *talks[:first]]
        yield turned
        yield turned[::-1]


def joined_after(problem: Problem, before: Talk, time: Time, talk: Talk, allowed: set[Time]) -> Time | None:
    """The time for a talk that joins up with the one before it: no sooner than one can be there, and within one more
    length of a talk."""
    ready = time.ends + problem.gap(before, talk)
    latest = ready + (time.ends - time.starts)
    found = [there for there in allowed if there.day == time.day and ready <= there.starts < latest]
    return min(found, default=None)


def add_teachers(model: Model, problem: Problem) -> None:
    """A teacher has one talk at a time; each beginning, of an evening or after a gap, costs a little."""
    for columns in model.at.values():
        if len(columns) > 1:
            model.at_most_one(columns)
    for teacher, times in problem.open.items():
        before: list[int] = []
        day = None
        for time in sorted(times):
            here = model.at.get((teacher, time), [])
            before = before if time.day == day else []
            if here:
                begins = model.column(-RUN)
                terms = [(column, 1) for column in here] + [(column, -1) for column in before]
                model.row([*terms, (begins, -1)], -INFINITE, 0)
            before, day = here, time.day


def add_apart(model: Model, problem: Problem) -> None:
    """Two talks that must not be on one day, where the school did not put both there itself."""
    fixed = {talk.id for talk in problem.talks if talk.fixed}
    by_talk: dict[int, dict[date, list[int]]] = {}
    for column, choice in model.choices.items():
        for talk, time in choice.places:
            by_talk.setdefault(talk.id, {}).setdefault(time.day, []).append(column)
    for one, other in problem.apart:
        if {one, other} <= fixed:
            continue
        for day in by_talk.get(one, {}).keys() & by_talk.get(other, {}).keys():
            model.at_most_one([*by_talk[one][day], *by_talk[other][day]])


def add_receiving(model: Model, problem: Problem) -> None:
    """A teacher who is a parent as well does not receive while at a talk about an own child."""
    places: dict[tuple[Talk, Time], list[int]] = {}
    for column, choice in model.choices.items():
        for talk, time in choice.places:
            if problem.receiving.get(talk.family):
                places.setdefault((talk, time), []).append(column)
    for (talk, time), own in places.items():
        for there in problem.received_during(talk, time):
            receives = model.at.get(there, [])
            both_fixed = talk.fixed and any(one.fixed for c in receives for one, _time in model.choices[c].places)
            if receives and not both_fixed:
                model.at_most_one({*own, *receives})
