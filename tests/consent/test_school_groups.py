"""Who of a group may be pictured: what a teacher has to know before the camera comes out."""

from datetime import date, timedelta

import pytest
from playhouse.test_utils import count_queries

from tests.consent.choosing import choose_on
from webapp.consent.queries.groups import never_pictured_in, not_allowed_in

DAY = date(2026, 11, 10)
NEXT = DAY + timedelta(days=1)


def test_child_of_whom_nothing_is_allowed_is_never_pictured(cast):
    choose_on(DAY, cast.marieke, cast.noor, cast.school, "guide")
    choose_on(DAY, cast.eline, cast.sem, cast.school, "portal", "no")

    found = never_pictured_in(cast.school, [cast.group3.id, cast.group6.id], NEXT)

    assert found == [cast.daan, cast.sem]


def test_never_pictured_is_as_it_was_on_the_day(cast):
    choose_on(DAY, cast.marieke, cast.noor, cast.school)
    choose_on(NEXT, cast.marieke, cast.noor, cast.school, choice="no")

    found = [cast.noor in never_pictured_in(cast.school, [cast.group3.id], day) for day in (DAY, NEXT)]

    assert found == [False, True]


def test_group_of_another_unit_says_nothing(cast):
    assert never_pictured_in(cast.school, [cast.squirrels.id, cast.other_group.id], NEXT) == []


def test_not_allowed_are_who_refused_chose_nothing_or_are_not_here(cast):
    choose_on(DAY, cast.marieke, cast.noor, cast.school)
    choose_on(DAY, cast.marieke, cast.daan, cast.school, choice="no")
    everybody = [child.id for child in (cast.noor, cast.daan, cast.sem, cast.lotte)]

    found = not_allowed_in(cast.school, everybody, "portal", NEXT)

    assert found == [cast.daan, cast.lotte, cast.sem]


@pytest.mark.parametrize("children", [1, 3])
def test_group_costs_the_same_queries_however_many_children(cast, children):
    groups = [cast.group3.id, cast.group4.id, cast.group5.id][:children]

    with count_queries() as counter:
        never_pictured_in(cast.school, groups, NEXT)

    assert counter.count == 6
