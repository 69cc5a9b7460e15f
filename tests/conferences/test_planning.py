"""Plan for me: what must never happen in a plan, and what it is good at."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from tests.conferences.evenings import FIRST_EVENING, drawn_round, evening_times
from webapp.conferences.rules.planning import plan_of
from webapp.conferences.rules.problems import Plan, Problem, Talk

TIMES = evening_times(2, 6)
OPEN = {teacher: frozenset(TIMES) for teacher in range(3)}


def broken(problem: Problem, plan: Plan) -> list[str]:
    """Which of the rules that always hold are broken, in words."""
    placed = [(talk, plan.times[talk.id]) for talk in problem.talks if talk.id in plan.times]
    found = [f"talk {talk.id} at a time it cannot be" for talk, time in placed if time not in problem.times_of(talk)]
    for (one, first), (other, second) in combinations(placed, 2):
        if one.teacher == other.teacher and first == second:
            found.append(f"teacher {one.teacher} has two talks at once")
        if one.family == other.family and problem.clash(one, first, other, second):
            found.append(f"family {one.family} is in two places")
    return found


@pytest.mark.parametrize("walking", [0, 5])
@pytest.mark.parametrize("seed", range(3))
def test_everybody_is_placed_where_that_can_be(seed, walking):
    problem = drawn_round(seed, children=48, teachers=6, evenings=2, walking=walking).problem

    plan = plan_of(problem, seconds=10)

    assert (plan.unplaced, broken(problem, plan)) == ((), [])


def test_brothers_and_sisters_join_up():
    problem = Problem((Talk(1, 1, 0), Talk(2, 1, 1), Talk(3, 1, 2)), OPEN)

    plan = plan_of(problem)

    times = sorted(plan.times.values())
    assert [later.starts - earlier.ends for earlier, later in pairwise(times)] == [0, 0]
    assert len({time.day for time in times}) == 1


def test_twins_with_one_teacher_come_after_one_another():
    problem = Problem((Talk(1, 1, 0), Talk(2, 1, 0), Talk(3, 2, 0), Talk(4, 3, 1)), OPEN)

    plan = plan_of(problem)

    first, second = sorted((plan.times[1], plan.times[2]))
    assert (plan.unplaced, broken(problem, plan)) == ((), [])
    assert (first.day, second.starts) == (second.day, first.ends)


def test_family_of_six_is_never_in_two_places():
    talks = tuple(Talk(number, 1, number) for number in range(6))
    problem = Problem(talks, {number: frozenset(TIMES) for number in range(6)}, walking=5)

    plan = plan_of(problem, seconds=20)

    assert (plan.unplaced, broken(problem, plan)) == ((), [])


def test_walking_to_another_room_takes_its_time_and_none_within_one():
    talks = (Talk(1, 1, 0), Talk(2, 1, 1))
    apart = plan_of(Problem(talks, OPEN, walking=5))
    together = plan_of(Problem(talks, OPEN, walking=5, rooms={0: "lokaal 3", 1: "lokaal 3"}))

    gaps = []
    for plan in (apart, together):
        first, second = sorted(plan.times.values())
        gaps.append(second.starts - first.ends)
    assert gaps == [10, 0]


def test_fixed_talk_stays_and_the_others_go_round_it():
    talks = (Talk(1, 1, 0, fixed=TIMES[3]), Talk(2, 2, 0), Talk(3, 1, 1))

    plan = plan_of(Problem(talks, OPEN))

    assert plan.times[1] == TIMES[3]
    assert plan.times[3] in (TIMES[2], TIMES[4])


def test_nobody_comes_at_a_time_they_cannot_and_wishes_are_heard():
    cannot = frozenset(TIMES[:6])
    problem = Problem((Talk(1, 1, 0),), OPEN, {1: cannot}, {1: {TIMES[9]: 5}})

    assert plan_of(problem).times == {1: TIMES[9]}


def test_talk_without_any_time_is_left_and_named():
    problem = Problem((Talk(1, 1, 0), Talk(2, 2, 0)), OPEN, {1: frozenset(TIMES)})

    plan = plan_of(problem)

    assert (plan.unplaced, set(plan.times)) == ((1,), {2})


def test_teacher_with_fewer_times_than_talks_keeps_one_waiting():
    few = {0: frozenset(TIMES[:2])}
    problem = Problem(tuple(Talk(number, number, 0) for number in range(3)), few)

    plan = plan_of(problem)

    assert (len(plan.times), len(plan.unplaced)) == (2, 1)


def test_separated_parents_come_on_different_days_where_that_is_asked():
    problem = Problem((Talk(1, 1, 0), Talk(2, 2, 0)), OPEN, apart=((1, 2),))

    plan = plan_of(problem)

    assert {time.day for time in plan.times.values()} == {FIRST_EVENING, TIMES[-1].day}


def test_teacher_does_not_wait_between_talks():
    problem = Problem(tuple(Talk(number, number, 0) for number in range(4)), OPEN)

    times = sorted(plan_of(problem).times.values())

    assert [later.starts - earlier.ends for earlier, later in pairwise(times)] == [0, 0, 0]


def test_same_problem_has_the_same_plan():
    problem = drawn_round(1, children=24, teachers=4, evenings=2).problem

    first, second = plan_of(problem, threads=1), plan_of(replace(problem), threads=1)

    assert first.times == second.times
