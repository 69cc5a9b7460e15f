"""The one function that answers whether a child may be in a picture, on real rows."""

from datetime import date, timedelta

import pytest
from playhouse.test_utils import count_queries

from tests.consent.choosing import choose_on
from webapp.consent.actions.decisions import choose
from webapp.consent.models import ConsentDecision
from webapp.consent.queries.outcomes import may_be_pictured, outcomes_at, outcomes_of
from webapp.core import clock
from webapp.core.chain import ChainLink
from webapp.core.errors import Refused
from webapp.schools.models import Enrolment, Guardianship

DAY = date(2026, 11, 10)
NEXT = DAY + timedelta(days=1)


def test_nothing_chosen_is_no(cast):
    assert may_be_pictured(cast.noor, cast.school, "portal", DAY) is False


def test_choice_counts_for_its_own_purpose_unit_and_child(cast):
    choose_on(DAY, cast.marieke, cast.noor, cast.school)

    found = {
        (child.given_name, unit.name, purpose): may_be_pictured(child, unit, purpose, NEXT)
        for child in (cast.noor, cast.daan)
        for unit in (cast.school, cast.bso)
        for purpose in ("portal", "website", "no_such_purpose")
    }

    assert [case for case, may in found.items() if may] == [("Noor", "De Notenboom", "portal")]


def test_separated_parents_have_a_voice_each(cast):
    choose_on(DAY, cast.sanne, cast.mees, cast.school)
    choose_on(NEXT, cast.tom, cast.mees, cast.school, choice="no")

    assert [may_be_pictured(cast.mees, cast.school, "portal", day) for day in (DAY, NEXT)] == [True, False]


def test_child_that_left_is_pictured_no_more(cast):
    choose_on(DAY, cast.marieke, cast.noor, cast.school)
    Enrolment.update(ends_on=NEXT).where(Enrolment.child == cast.noor).execute()

    assert [may_be_pictured(cast.noor, cast.school, "portal", day) for day in (DAY, NEXT)] == [True, False]


def test_voice_ends_with_the_guardianship(cast):
    choose_on(DAY, cast.marieke, cast.noor, cast.school)
    Guardianship.update(ends_on=NEXT).where(Guardianship.child == cast.noor).execute()

    assert [may_be_pictured(cast.noor, cast.school, "portal", day) for day in (DAY, NEXT)] == [True, False]


def test_guardian_without_authority_does_not_choose(cast):
    Guardianship.update(authority="no").where(Guardianship.person == cast.tom).execute()

    with pytest.raises(Refused) as refusal:
        choose(cast.tom, cast.mees, cast.school, "portal", "yes")

    assert (refusal.value.code, ConsentDecision.select().count(), ChainLink.select().count()) == ("no_authority", 0, 0)


def test_double_tap_is_one_entry(cast):
    numbers = [choose(cast.marieke, cast.noor, cast.school, "portal", "yes") for _ in range(2)]

    assert (numbers[0], ConsentDecision.select().count()) == (numbers[1], 1)


def test_all_children_take_as_many_queries_as_one(cast):
    choose(cast.marieke, cast.noor, cast.school, "portal", "yes")
    counts = []
    for ids in ([cast.noor.id], [cast.noor.id, cast.daan.id, cast.sem.id]):
        with count_queries() as counter:
            outcomes_of(cast.school, ids, clock.today())
        counts.append(counter.count)

    assert counts[0] == counts[1] <= 7


def test_several_units_are_answered_at_once(cast):
    choose_on(DAY, cast.marieke, cast.noor, cast.bso)
    counts = []
    for units in ([cast.school], [cast.school, cast.bso, cast.other_school]):
        with count_queries() as counter:
            found = outcomes_at(units, [cast.noor.id, cast.daan.id], NEXT)
        counts.append(counter.count)

    allowed = [
        (unit_id, child_id, key)
        for unit_id, by_child in found.items()
        for child_id, by_key in by_child.items()
        for key, outcome in by_key.items()
        if outcome.is_allowed
    ]
    assert (allowed, counts[0] == counts[1] <= 5) == ([(cast.bso.id, cast.noor.id, "portal")], True)
