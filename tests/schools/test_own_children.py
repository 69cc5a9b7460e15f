"""A guardian's own children, and who has to know something of a child."""

import pytest

from webapp.core import clock
from webapp.schools.models import Child, Guardianship, Link
from webapp.schools.queries.own_children import (
    child_of,
    guardians_of,
    own_children_of,
    own_units_of,
    staff_concerned_with,
    units_of,
)


def names(people) -> list[str]:
    return [person.name.split()[0] for person in people]


def test_guardian_has_the_own_children_and_their_units(cast):
    assert [child.given_name for child in own_children_of(cast.marieke)] == ["Daan", "Noor"]
    assert own_units_of(cast.marieke, cast.noor) == [cast.school, cast.bso]
    assert own_units_of(cast.marieke, cast.noor, "bso") == [cast.bso]
    assert units_of(cast.daan, clock.today()) == [cast.school]


def test_child_of_somebody_else_is_not_there(cast):
    with pytest.raises(Child.DoesNotExist):
        child_of(cast.karima, cast.noor.id)


@pytest.mark.parametrize("information", ["on_request", "none"])
def test_guardian_who_is_not_told_everything_has_no_child_here(cast, information):
    Guardianship.update(information=information).where(Guardianship.person == cast.tom).execute()

    assert (list(own_children_of(cast.tom)), names(guardians_of(cast.mees))) == ([], ["Sanne"])


def test_guardian_whose_link_ended_has_no_child_here(cast):
    Link.update(ended_at=clock.now()).where(Link.guardianship.in_(cast.mees.guardianships)).execute()

    assert (list(own_children_of(cast.tom)), list(guardians_of(cast.mees))) == ([], [])


def test_teacher_and_office_are_concerned_and_the_director_and_other_teachers_are_not(cast):
    assert names(staff_concerned_with(cast.noor, [cast.school.id], clock.today())) == ["Joris", "Ingrid"]
    assert names(staff_concerned_with(cast.noor, [cast.bso.id], clock.today())) == ["Bram"]
