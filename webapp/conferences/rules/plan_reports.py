"""What a plan did and could not do, and why: so that the school can explain it to a parent."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from typing import NamedTuple

from webapp.conferences.rules.planning import patterns_of
from webapp.conferences.rules.problems import Problem, Talk, Time


class Window(NamedTuple):
    """Times that follow one another on a day, as one stretch."""

    day: date
    starts: int
    ends: int


class Remark(NamedTuple):
    """Of one talk: what could not be, and at which times it could have been. Codes: `no_time`, `few_times`, `full`,
    `elsewhere` (no time at all); `never_next`, `next_taken` (not next to the talks of brothers and sisters);
    `glad_never`, `glad_taken`, `glad_traded` (not when the family comes gladly)."""

    talk: int
    code: str
    windows: tuple[Window, ...] = ()


UNPLACED = ("no_time", "few_times", "full", "elsewhere")


@dataclass(frozen=True, slots=True)
class Report:
    """How good a plan is: talks with a time, families with several talks that join up, wishes that came true, times
    that a teacher waits between two talks; and a remark for all that could not be."""

    talks: int
    placed: int
    families: int
    joined: int
    wishes: int
    granted: int
    gaps: int
    remarks: tuple[Remark, ...]


def report_of(problem: Problem, times: Mapping[int, Time]) -> Report:
    """What this plan (talk → time) did and could not do."""
    taken = {(talk.teacher, times[talk.id]) for talk in problem.talks if talk.id in times}
    several = [own for own in families_in(problem).values() if len(own) > 1]
    wishing = [talk for talk in problem.talks if glad_times_of(problem, talk)]
    return Report(
        talks=len(problem.talks),
        placed=len(times),
        families=len(several),
        joined=sum(joins_up(problem, own, times) for own in several),
        wishes=len(wishing),
        granted=sum(is_glad(problem, talk, times) for talk in wishing),
        gaps=gaps_in(taken),
        remarks=tuple(remarks_on(problem, times, taken)),
    )


def families_in(problem: Problem) -> dict[int, list[Talk]]:
    found: dict[int, list[Talk]] = defaultdict(list)
    for talk in problem.talks:
        found[talk.family].append(talk)
    return found


def glad_times_of(problem: Problem, talk: Talk) -> list[Time]:
    """The times of the teacher at which the family comes gladly."""
    return [time for time in sorted(problem.open.get(talk.teacher, ())) if problem.wish(talk.family, time)]


def is_glad(problem: Problem, talk: Talk, times: Mapping[int, Time]) -> bool:
    return talk.id in times and problem.wish(talk.family, times[talk.id]) > 0


def joins_up(problem: Problem, talks: Iterable[Talk], times: Mapping[int, Time]) -> bool:
    """Whether the talks of a family follow one another, with just the time to walk and less than a talk to wait."""
    placed = [(times[talk.id], talk) for talk in talks if talk.id in times]
    placed.sort(key=lambda pair: pair[0])
    return len(placed) > 1 and all(
        one.day == other.day and 0 <= other.starts - one.ends - problem.gap(first, second) < one.ends - one.starts
        for (one, first), (other, second) in pairwise(placed)
    )


def gaps_in(taken: Iterable[tuple[int, Time]]) -> int:
    """How often teachers wait between two talks of an evening, longer than their usual pause."""
    evenings: dict[tuple[int, date], list[Time]] = defaultdict(list)
    for teacher, time in taken:
        evenings[teacher, time.day].append(time)
    return sum(
        later.starts - earlier.ends >= earlier.ends - earlier.starts
        for own in evenings.values()
        for earlier, later in pairwise(sorted(own))
    )


def remarks_on(problem: Problem, times: Mapping[int, Time], taken: set[tuple[int, Time]]) -> Iterator[Remark]:
    """For each talk the one thing that most wants an explanation: no time, then not joined, then not gladly."""
    families = families_in(problem)
    for talk in problem.talks:
        own = families[talk.family]
        if talk.id not in times:
            yield why_unplaced(problem, talk, taken)
        elif talk is own[0] and len(own) > 1 and not joins_up(problem, own, times):
            yield Remark(talk.id, "next_taken" if any(patterns_of(problem, own[:4])) else "never_next")
        elif not talk.fixed and glad_times_of(problem, talk) and not is_glad(problem, talk, times):
            yield why_not_gladly(problem, talk, taken)


def why_unplaced(problem: Problem, talk: Talk, taken: set[tuple[int, Time]]) -> Remark:
    possible = problem.times_of(talk)
    at_teacher = problem.open.get(talk.teacher, frozenset())
    if not possible:
        return Remark(talk.id, "no_time")
    if all((talk.teacher, time) in taken for time in at_teacher) and len(possible) == len(at_teacher):
        return Remark(talk.id, "few_times")
    if all((talk.teacher, time) in taken for time in possible):
        return Remark(talk.id, "full", windows_of(possible))
    return Remark(talk.id, "elsewhere", windows_of(time for time in possible if (talk.teacher, time) not in taken))


def why_not_gladly(problem: Problem, talk: Talk, taken: set[tuple[int, Time]]) -> Remark:
    glad = [time for time in glad_times_of(problem, talk) if time in problem.times_of(talk)]
    if not glad:
        return Remark(talk.id, "glad_never")
    is_full = all((talk.teacher, time) in taken for time in glad)
    return Remark(talk.id, "glad_taken" if is_full else "glad_traded", windows_of(glad))


def windows_of(times: Iterable[Time]) -> tuple[Window, ...]:
    """The times as few stretches: those that follow one another (with at most a talk's length between) are one."""
    found: list[Window] = []
    for time in sorted(times):
        last = found[-1] if found else None
        if last and last.day == time.day and time.starts - last.ends < time.ends - time.starts:
            found[-1] = Window(last.day, last.starts, time.ends)
        else:
            found.append(Window(time.day, time.starts, time.ends))
    return tuple(found)


def marks_of(problem: Problem, times: Mapping[int, Time]) -> dict[int, list[str]]:
    """What is wrong with where each talk is now: `cannot`, `clashes`, `one_evening` (it should not be on the evening of
    the other parent), `receives` (the parent is a teacher, who then receives), `not_joined`, `not_gladly`."""
    marks: dict[int, list[str]] = defaultdict(list)
    placed = [talk for talk in problem.talks if talk.id in times]
    for talk in placed:
        if times[talk.id] in problem.unavailable.get(talk.family, ()):
            marks[talk.id].append("cannot")
        elif glad_times_of(problem, talk) and not is_glad(problem, talk, times):
            marks[talk.id].append("not_gladly")
    for own in families_in(problem).values():
        here = [talk for talk in own if talk.id in times]
        for one, other in combinations(here, 2):
            if problem.clash(one, times[one.id], other, times[other.id]):
                for talk in (one, other):
                    marks[talk.id].append("clashes")
        if len(here) > 1 and not joins_up(problem, here, times):
            for talk in here:
                marks[talk.id].append("not_joined")
    held = {(talk.teacher, times[talk.id]) for talk in placed}
    for talk in placed:
        if held.intersection(problem.received_during(talk, times[talk.id])):
            marks[talk.id].append("receives")
    for pair in problem.apart:
        if all(id in times for id in pair) and times[pair[0]].day == times[pair[1]].day:
            for id in pair:
                marks[id].append("one_evening")
    return {talk: list(dict.fromkeys(own)) for talk, own in marks.items()}
