"""Who receives together, and how many invitations a child gets."""

import pytest

from webapp.conferences.rules.receiving import (
    Invited,
    hosts_for,
    invitations_for,
    missing_of,
    usual_teachers,
)


def test_two_teachers_of_a_group_are_one_host_and_a_teacher_of_two_groups_as_well():
    hosts = hosts_for({3: [31, 32], 4: [41], 5: [41], 6: []})

    assert hosts == [((3,), (31, 32)), ((4, 5), (41,)), ((6,), ())]


def test_groups_that_turn_out_to_share_a_teacher_are_joined():
    assert hosts_for({3: [31], 4: [41], 5: [31, 41]}) == [((3, 4, 5), (31, 41))]


def test_who_has_many_groups_receives_only_where_nobody_else_does():
    helper, gym = {98: 2}, {99: 5}

    usual = usual_teachers(
        {3: {31: 1} | gym, 4: {41: 1} | helper | gym, 5: {51: 1} | helper | gym, 6: gym, 7: {71: 1, 72: 1}, 8: {}}
    )

    assert usual == {3: [31], 4: [41], 5: [51], 6: [99], 7: [71, 72], 8: []}


@pytest.mark.parametrize(
    ("households", "is_per_parent", "invited"),
    [
        ({1: "Bakker", 2: "Visser"}, True, [Invited("Bakker"), Invited("Visser")]),
        ({1: "Bakker", 2: "Visser"}, False, [Invited()]),
        ({1: "Bakker", 2: "Bakker"}, True, [Invited()]),
        ({1: "Bakker", 2: ""}, True, [Invited()]),
        ({}, True, [Invited()]),
        ({1: "Bakker", 2: "Visser", 3: ""}, True, [Invited("Bakker"), Invited("Visser"), Invited(person=3)]),
    ],
)
def test_two_households_have_a_talk_each_where_the_round_says_so(households, is_per_parent, invited):
    assert invitations_for(households, is_per_parent) == invited


@pytest.mark.parametrize(
    ("wanted", "standing", "missing"),
    [
        ([Invited()], [], [Invited()]),
        ([Invited("Bakker"), Invited("Visser")], [Invited("Bakker")], [Invited("Visser")]),
        ([Invited("Bakker"), Invited("Visser")], [Invited()], []),
        ([Invited()], [Invited("Bakker"), Invited("Visser")], []),
    ],
)
def test_only_what_a_child_lacks_is_added(wanted, standing, missing):
    assert missing_of(wanted, standing) == missing
