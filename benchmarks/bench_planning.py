"""A whole school's talks planned at once, next to parents who choose first come, first served."""

from itertools import product
from random import Random

from tests.conferences.evenings import drawn_round
from webapp.conferences.rules.plan_reports import report_of
from webapp.conferences.rules.planning import plan_of
from webapp.conferences.rules.problems import Problem, Time

CHILDREN, TEACHERS, EVENINGS, SECONDS = 500, 25, 3, 60
ROUNDS, WALKING = 3, (0, 5)


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
                best = max(free, key=lambda time: (is_near(time, mine), problem.wish(family, time)))
                mine.append((talk, best))
                taken.add((talk.teacher, best))
                chosen[talk.id] = best
    return chosen


def is_near(time: Time, mine: list[tuple]) -> bool:
    """Whether it is before or after one of these talks, with less than a talk between."""
    length = time.ends - time.starts
    return any(
        time.day == there.day and 0 <= max(time.starts - there.ends, there.starts - time.ends) < 2 * length
        for _one, there in mine
    )


def main() -> None:
    print(f"{CHILDREN} children, {TEACHERS} teachers, {EVENINGS} evenings, 30 % with brothers or sisters")
    for seed, walking in product(range(ROUNDS), WALKING):
        problem = drawn_round(seed, CHILDREN, TEACHERS, EVENINGS, walking=walking).problem
        plan = plan_of(problem, SECONDS)
        print(f"round {seed}, {walking} minutes to walk, took {plan.seconds:.0f} s")
        for name, times in (("planned", plan.times), ("first come", first_come(problem, seed))):
            told = report_of(problem, times)
            print(
                f"  {name:<10} without a time {told.talks - told.placed:>2}  joined up {told.joined}/{told.families}"
                f"  gladly {told.granted}/{told.wishes}  gaps of teachers {told.gaps}"
            )
        print(f"  {plan.value:.0f} of at most {plan.bound:.0f} points: within {1 - plan.value / plan.bound:.1%}")
