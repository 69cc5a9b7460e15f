"""Which photos may be placed: the rule on values, as a table."""

import pytest

from webapp.news.rules.tagging import Blocked, Problem, Shot, problem_with, shown_in

NOOR, SEM, MEES = 1, 2, 3
GROUP = {NOOR, SEM}


def shot(shows, *children, state="ready", number=1) -> Shot:
    return Shot(number, state, shows, frozenset(children))


def blocked(*found) -> list[Blocked]:
    return [Blocked(numbers, frozenset(children)) for numbers, children in found]


@pytest.mark.parametrize(
    ("shots", "allowed", "problem"),
    [
        ([], set(), None),
        ([shot("nobody")], set(), None),
        ([shot("children", NOOR)], {NOOR}, None),
        ([shot("children", NOOR, SEM)], GROUP, None),
        ([shot("group")], GROUP, None),
        ([shot("")], GROUP, Problem("unanswered_photos", {"numbers": [1]})),
        ([shot("children")], GROUP, Problem("unanswered_photos", {"numbers": [1]})),
        ([shot("children", SEM)], {NOOR}, Problem("not_allowed", {"found": blocked(((1,), {SEM}))})),
        ([shot("children", NOOR, SEM)], {NOOR}, Problem("not_allowed", {"found": blocked(((1,), {SEM}))})),
        ([shot("group")], {NOOR}, Problem("not_allowed", {"found": blocked(((1,), {SEM}))})),
        ([shot("group")], set(), Problem("not_allowed", {"found": blocked(((1,), {NOOR, SEM}))})),
        ([shot("children", MEES)], GROUP, Problem("not_in_audience", {"found": blocked(((1,), {MEES}))})),
        ([shot("nobody", SEM)], {NOOR}, None),  # names that were taken back
        ([shot("nobody", state="waiting")], set(), Problem("waiting_photos", {"count": 1})),
        ([shot("nobody", state="failed")], set(), Problem("failed_photos", {"numbers": [1]})),
        (
            [shot("group"), shot("nobody", number=2), shot("children", SEM, number=3)],
            {NOOR},
            Problem("not_allowed", {"found": blocked(((1, 3), {SEM}))}),
        ),
        (
            [shot("children", NOOR), shot("children", SEM, number=2, state="waiting")],
            {NOOR},
            Problem("not_allowed", {"found": blocked(((2,), {SEM}))}),
        ),
    ],
)
def test_photos_are_placed_only_with_an_answer_and_consent(shots, allowed, problem):
    assert problem_with(shots, GROUP, allowed) == problem


def test_whole_group_without_children_is_no_answer():
    assert problem_with([shot("group")], set(), set()) == Problem("unanswered_photos", {"numbers": [1]})


def test_whole_group_is_everybody_the_post_is_for():
    assert [sorted(shown_in(shot(shows, MEES), GROUP)) for shows in ("group", "children", "nobody", "")] == [
        [NOOR, SEM],
        [MEES],
        [],
        [],
    ]
