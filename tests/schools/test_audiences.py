"""For whom something may be, whom that reaches, and who is one family."""

import pytest

from tests.cast import make_link
from webapp.schools.models import Guardianship, Link
from webapp.schools.queries.audiences import choices_of, reach_of
from webapp.schools.rules.audiences import Part, families_of, may_change, without_overlap


def test_a_group_beside_its_whole_unit_is_no_audience_of_its_own():
    parts = [Part(2, 20), Part(1, 10), Part(1), Part(2, 21), Part(2, 20)]

    assert without_overlap(parts) == [Part(1), Part(2, 20), Part(2, 21)]


@pytest.mark.parametrize(
    ("children", "pairs", "families"),
    [
        ([], [], []),
        ([1, 2], [], [[1], [2]]),
        ([1, 2], [(1, 10), (2, 10)], [[1, 2]]),
        ([1, 2, 3], [(1, 10), (2, 10), (2, 11), (3, 11)], [[1, 2, 3]]),
        ([1, 2, 3], [(1, 10), (1, 11), (2, 12)], [[1], [2], [3]]),
        ([1, 2], [(1, 10), (2, 11), (3, 10), (3, 11)], [[1], [2]]),
    ],
)
def test_children_who_share_a_guardian_are_one_family(children, pairs, families):
    assert families_of(children, pairs) == families


@pytest.mark.parametrize(
    ("name", "audiences"),
    [
        ("joris", ["Groep 3"]),
        ("ingrid", ["De Notenboom", "Groep 3", "Groep 4", "Groep 5", "Groep 6", "Groep 7"]),
        ("bram", ["BSO De Notenkraker", "Eekhoorns"]),
        ("marieke", []),
        ("anouk", []),
    ],
)
def test_each_is_offered_the_own_audiences(cast, name, audiences):
    choices = choices_of(getattr(cast, name))

    assert [choice.group_name or choice.unit_name for choice in choices] == audiences


def test_choices_tell_how_many_children_each_has(cast):
    assert [choice.children for choice in choices_of(cast.ingrid)] == [5, 2, 1, 1, 1, 0]


def test_reach_counts_guardians_children_and_families(cast):
    Link.update(ended_at=Link.made_at).where(
        Link.guardianship.in_(Guardianship.select().where(Guardianship.person == cast.karima))
    ).execute()

    reach = reach_of([Part(cast.school.id)])

    # Noor and Daan (Marieke), Mees (Sanne and Tom), Sem (Eline); nobody is linked to Yara any more.
    assert (reach.children, reach.guardians, reach.families, reach.unreached) == (5, 4, 4, 1)


def test_reach_leaves_out_who_is_not_told_waits_or_is_blocked(cast):
    Guardianship.update(information="none").where(Guardianship.person == cast.tom).execute()
    cast.sanne.blocked_at = cast.sanne.created_at
    cast.sanne.save()

    assert reach_of([Part(cast.school.id, cast.group4.id)]).guardians == 0


def test_reach_at_one_unit_does_not_count_links_at_another(cast):
    make_link(cast.tom, cast.noor, cast.school)

    assert reach_of([Part(cast.bso.id, cast.squirrels.id)]).guardians == 1
    assert reach_of([Part(cast.school.id, cast.group3.id)]).guardians == 3


@pytest.mark.parametrize(
    ("person", "units", "works_at", "manages", "may"),
    [
        (1, {5}, {5}, set(), True),  # the author
        (1, {5}, set(), set(), False),  # the author, who no longer works there
        (2, {5}, {5}, set(), False),  # a colleague
        (2, {5}, {5}, {5}, True),  # the office
        (2, {5, 6}, {5}, {5}, False),  # the office of only one of two units
        (2, set(), {5}, {5}, False),
    ],
)
def test_only_the_author_and_the_office_of_all_it_went_to_may_change_a_post(person, units, works_at, manages, may):
    assert may_change(person, 1, units, works_at, manages) is may
