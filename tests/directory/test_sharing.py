"""Whose number the parents of a group see: of who said so, as long as it is their group, and of nobody who must stay
hidden."""

from datetime import timedelta

import pytest
from playhouse.test_utils import count_queries

from tests.cast import make_child, make_link, make_person
from tests.directory.sharing import share
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.directory.models import PhoneSharing
from webapp.directory.queries import families_in, groups_shared_by, own_group_of, own_groups_of
from webapp.directory.rules import is_meant
from webapp.schools.actions.children import end_enrolment, place_child
from webapp.schools.actions.guardianships import end_guardianship
from webapp.schools.models import Child, Enrolment, Group, Guardianship, Link

SEEN = [("Noor de Vries", "Marieke de Vries", "+31611111111")]


def seen_by(person: Person, group: Group, search: str = "") -> list[tuple[str, str, str]]:
    """What stands in the list of a group, one line for each number."""
    return [
        (family.child.name, one.name, one.phone)
        for family in families_in(group, person, search)
        for one in family.guardians
    ]


def own(person: Person) -> list[tuple[str, bool]]:
    person.__dict__.pop("standing", None)
    return [(group.name, group.is_shared) for group in own_groups_of(person)]


def guardianship(person: Person, child: Child):
    return Guardianship.update().where(Guardianship.person == person, Guardianship.child == child)


def enrolment_of(child: Child, group: Group) -> Enrolment:
    return Enrolment.get(Enrolment.child == child, Enrolment.group == group, Enrolment.ends_on.is_null())


def test_nothing_chosen_is_no(cast):
    Person.update(phone="+31611111111").execute()

    assert (own(cast.marieke), seen_by(cast.eline, cast.group3)) == (
        [("Groep 6", False), ("Groep 3", False), ("Eekhoorns", False)],
        [],
    )


def test_shared_number_is_seen_by_the_parents_of_that_group_alone(cast):
    share(cast.marieke, cast.group3)

    assert seen_by(cast.eline, cast.group3) == SEEN
    assert own(cast.marieke) == [("Groep 6", False), ("Groep 3", True), ("Eekhoorns", False)]
    assert [seen_by(cast.karima, group) for group in (cast.group6, cast.squirrels)] == [[], []]


def test_sharing_and_hiding_are_in_the_audit_trail_and_the_same_again_is_not(cast):
    for is_shared in (False, True, True, False):
        share(cast.marieke, cast.group3, is_shared)

    entries = [(entry.verb, entry.actor_id, entry.subject, entry.unit_id) for entry in AuditEntry.select()]
    subject = (cast.marieke.id, f"group-{cast.group3.id}", cast.school.id)
    assert entries == [("share_phone", *subject), ("hide_phone", *subject)]
    assert (PhoneSharing.select().count(), seen_by(cast.eline, cast.group3)) == (1, [])


def test_guardian_without_a_number_is_not_in_the_list(cast):
    share(cast.marieke, cast.group3)
    Person.update(phone="").where(Person.id == cast.marieke.id).execute()

    assert seen_by(cast.eline, cast.group3) == []


def leaves_group(cast):
    end_enrolment(cast.ingrid, enrolment_of(cast.noor, cast.group3), clock.today())


def is_no_guardian_any_more(cast):
    end_guardianship(
        cast.ingrid, Guardianship.get(Guardianship.person == cast.marieke, Guardianship.child == cast.noor)
    )


def is_unlinked_at_school(cast):
    Link.update(ended_at=clock.now()).where(Link.unit == cast.school).execute()


def is_told_on_request_only(cast):
    Guardianship.update(information="on_request").where(Guardianship.child == cast.noor).execute()


def is_blocked(cast):
    Person.update(blocked_at=clock.now()).where(Person.id == cast.marieke.id).execute()


def child_gets_secret_address(cast):
    Child.update(has_secret_address=True).where(Child.id == cast.noor.id).execute()


def sibling_gets_secret_address(cast):
    Child.update(has_secret_address=True).where(Child.id == cast.daan.id).execute()


def guardian_gets_secret_address(cast):
    Guardianship.update(has_secret_address=True).where(Guardianship.child == cast.noor).execute()


def guardian_gets_secret_address_with_a_sibling(cast):
    Guardianship.update(has_secret_address=True).where(Guardianship.child == cast.daan).execute()


@pytest.mark.parametrize(
    "change",
    [
        leaves_group,
        is_no_guardian_any_more,
        is_unlinked_at_school,
        is_told_on_request_only,
        is_blocked,
        child_gets_secret_address,
        sibling_gets_secret_address,
        guardian_gets_secret_address,
        guardian_gets_secret_address_with_a_sibling,
    ],
)
def test_number_is_seen_no_more_when(cast, change):
    share(cast.marieke, cast.group3)
    before = seen_by(cast.eline, cast.group3)

    change(cast)

    assert (before, seen_by(cast.eline, cast.group3)) == (SEEN, [])


def test_child_that_comes_back_brings_no_old_choice_along(cast):
    today = clock.today()
    share(cast.marieke, cast.group3)
    end_enrolment(cast.ingrid, enrolment_of(cast.noor, cast.group3), today)

    place_child(cast.ingrid, cast.noor, cast.group3, today + timedelta(days=30))

    with clock.frozen_at(clock.now() + timedelta(days=60)):
        left = seen_by(cast.eline, cast.group3)
        share(cast.marieke, cast.group3)
        assert (left, seen_by(cast.eline, cast.group3)) == ([], SEEN)


def test_guardian_who_is_linked_anew_chooses_anew(cast):
    share(cast.marieke, cast.group3)
    later = clock.now() + timedelta(days=1)

    Link.update(made_at=later, approved_at=later).where(Link.unit == cast.school).execute()

    assert (seen_by(cast.eline, cast.group3), groups_shared_by(cast.marieke)) == ([], {})


def test_separated_parents_choose_each_for_themselves(cast):
    make_link(
        make_person("Femke Bos", "femke@ouders.example"), make_child(("Lot", "", "Bos"), None, cast.group4), cast.school
    )
    femke = Person.get(Person.name == "Femke Bos")

    share(cast.tom, cast.group4)

    assert seen_by(femke, cast.group4) == [("Mees Bakker", "Tom Visser", "+31633333333")]
    assert [own(person) for person in (cast.tom, cast.sanne)] == [[("Groep 4", True)], [("Groep 4", False)]]


def test_number_of_one_household_stays_closed_for_the_other(cast):
    share(cast.tom, cast.group4)

    assert [len(seen_by(person, cast.group4)) for person in (cast.tom, cast.sanne)] == [1, 0]


def test_list_can_be_searched_by_child_and_by_guardian(cast):
    share(cast.marieke, cast.group3)
    share(cast.eline, cast.group3)

    found = [
        [line[0] for line in seen_by(cast.eline, cast.group3, search)] for search in ("noor", "eline BERG", "joris")
    ]

    assert found == [["Noor de Vries"], ["Sem van den Berg"], []]


@pytest.mark.parametrize(
    ("search", "is_found"), [("", True), ("  ", True), ("NOOR vries", True), ("noor jansen", False), ("%", False)]
)
def test_each_word_must_be_in_a_name(search, is_found):
    assert is_meant(search, ["Noor de Vries", "Marieke de Vries"]) is is_found


@pytest.mark.parametrize(
    ("search", "name"),
    [
        ("cagan", "Çağan Yıldız"),
        ("YILDIZ", "Çağan Yıldız"),
        ("lois", "Loïs de Boer"),
        ("Loïs", "Lois de Boer"),
        ("soren", "Søren Bak"),
        ("lukasz", "Łukasz Nowak"),
        ("ipek", "İpek Kaya"),
        ("jose", "Jose\u0301 Vos"),
    ],
)
def test_name_is_found_however_its_accents_are_typed(search, name):
    assert is_meant(search, [name])


@pytest.mark.parametrize("name", ["karima", "wouter", "joris", "ingrid"])
def test_group_without_an_own_child_is_not_there(cast, name):
    with pytest.raises(Group.DoesNotExist):
        own_group_of(getattr(cast, name), cast.group3.id)


def test_list_costs_the_same_for_one_family_and_for_three(cast):
    share(cast.marieke, cast.group3)
    with count_queries() as one:
        families_in(cast.group3, cast.eline)
    share(cast.eline, cast.group3)
    make_link(cast.karima, make_child(("Bo", "", "Idrissi"), None, cast.group3), cast.school)
    share(cast.karima, cast.group3)

    with count_queries() as three:
        families = families_in(cast.group3, cast.eline)

    assert (len(families), one.count, three.count) == (3, 1, 1)
