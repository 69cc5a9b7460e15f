"""A whole school's talks planned at once, next to parents who choose first come, first served."""

from itertools import pairwise
from random import Random

from tests.conferences.evenings import drawn_round
from webapp.conferences.rules.planning import plan_of
from webapp.conferences.rules.problems import Problem, Time

CHILDREN, TEACHERS, EVENINGS, SECONDS = 500, 25, 3, 60
ROUNDS = 3


def first_come(problem: Problem, seed: int) -> dict[int, Time]:
    """Families in a random order each take the free times they like best; brothers and sisters next to one another
    where that is still free."""
    random = Random(seed)
    families: dict[int, list] = {}
    for talk in problem.talks:
        families.setdefault(talk.family, []).append(talk)
    taken: set[tuple[int, Time]] = set()
    chosen: dict[int, Time] = {}
    for family in random.sample(sorted(families), len(families)):
        mine: list[tuple] = []
        for talk in families[family]:
            free = [time for time in problem.times_of(talk) if (talk.teacher, time) not in taken]
            free = [time for time in free if not any(problem.clash(talk, time, one, there) for one, there in mine)]
            if free:
                near = {there.ends for _one, there in mine} | {there.starts for _one, there in mine}
                best = max(
                    free, key=lambda time: (time.starts in near or time.ends in near, problem.wish(family, time))
                )
                mine.append((talk, best))
                taken.add((talk.teacher, best))
                chosen[talk.id] = best
    return chosen


def figures(problem: Problem, times: dict[int, Time]) -> tuple[int, float, float]:
    """Talks without a time; share of families with several that join up; share of wishes that came true."""
    families: dict[int, list[Time]] = {}
    for talk in problem.talks:
        if talk.id in times:
            families.setdefault(talk.family, []).append(times[talk.id])
    several = [sorted(own) for own in families.values() if len(own) > 1]
    joined = sum(all(b.day == a.day and b.starts == a.ends for a, b in pairwise(own)) for own in several)
    best = sum(max((problem.wish(t.family, time) for time in problem.times_of(t)), default=0) for t in problem.talks)
    got = sum(problem.wish(talk.family, times[talk.id]) for talk in problem.talks if talk.id in times)
    return len(problem.talks) - len(times), joined / max(1, len(several)), got / max(1, best)


def main() -> None:
    print(f"{CHILDREN} children, {TEACHERS} teachers, {EVENINGS} evenings, 30 % with brothers or sisters")
    for seed in range(ROUNDS):
        problem = drawn_round(seed, CHILDREN, TEACHERS, EVENINGS).problem
        plan = plan_of(problem, SECONDS)
        for name, times in (("planned", plan.times), ("first come", first_come(problem, seed))):
            without, joined, wishes = figures(problem, dict(times))
            print(f"round {seed} {name:<10} without a time {without:>2}  joined up {joined:.2f}  wishes {wishes:.2f}")
        print(f"round {seed} took {plan.seconds:.0f} s; {plan.value:.0f} of at most {plan.bound:.0f} points")
