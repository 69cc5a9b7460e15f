"""Children by hand: added once, placed, moved and ended from a day; and what the lists find."""

from datetime import date, time, timedelta

import pytest
from playhouse.test_utils import assert_query_count

from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.schools.actions.children import add_child, change_child, end_enrolment, move_child, place_child
from webapp.schools.models import Child, Enrolment
from webapp.schools.queries.children import children_in, former_children_of, group_names_of
from webapp.schools.queries.groups import groups_of
from webapp.schools.queries.guardianships import contacts_of


def names(children) -> list[str]:
    return [child.name for child in children]


def enrolment_of(child, group) -> Enrolment:
    return Enrolment.get((Enrolment.child == child) & (Enrolment.group == group))


def verbs() -> list[str]:
    return [entry.verb for entry in AuditEntry.select().order_by(AuditEntry.id)]


def test_office_finds_children_by_any_part_of_the_name_and_by_group(cast):
    assert names(children_in(cast.school)) == [
        "Daan de Vries",
        "Mees Bakker",
        "Noor de Vries",
        "Sem van den Berg",
        "Yara el Idrissi",
    ]
    assert names(children_in(cast.school, "VRIES no")) == ["Noor de Vries"]
    assert names(children_in(cast.school, group_id=cast.group3.id)) == ["Noor de Vries", "Sem van den Berg"]
    assert names(children_in(cast.bso)) == ["Noor de Vries"]


@pytest.mark.parametrize("search", ["%", "_", "\\", "Lotte"])
def test_search_marks_are_letters_like_any_other_and_another_school_is_not_found(cast, search):
    assert names(children_in(cast.school, search)) == []


def test_list_takes_as_many_queries_for_one_child_as_for_three(cast):
    for unit in (cast.bso, cast.school):
        with assert_query_count(2):
            group_names_of(unit, [child.id for child in children_in(unit)])


def test_child_added_is_in_its_group_and_audited(cast):
    child = add_child(cast.ingrid, cast.group3, "Fenna", "", "Visser", date(2020, 2, 2), starts_on=clock.today())

    assert (child.name, enrolment_of(child, cast.group3).starts_on) == ("Fenna Visser", clock.today())
    assert verbs() == ["add_child", "place_child"]


def test_child_of_the_bso_is_never_made_twice(cast):
    child = add_child(cast.bram, cast.squirrels, "Yara", "el", "Idrissi", date(2018, 4, 8), clock.today())

    assert child == cast.yara
    assert Child.select().count() == 6


def test_child_that_is_here_already_is_refused(cast):
    with pytest.raises(Refused, match="child_known"):
        add_child(cast.ingrid, cast.group3, "Yara", "el", "Idrissi", date(2018, 4, 8), clock.today())

    assert Enrolment.select().where(Enrolment.child == cast.yara).count() == 1


def test_birthdate_that_cannot_be_is_refused(cast):
    for birthdate in (clock.today() + timedelta(days=1), date(1987, 1, 1)):
        with pytest.raises(Refused, match="no_birthdate"):
            change_child(cast.ingrid, cast.noor, "Noor", "de", "Vries", birthdate, True)

    noor = Child.get_by_id(cast.noor.id)
    assert (noor.birthdate, noor.has_secret_address, verbs()) == (date(2020, 3, 14), False, [])


def test_moving_ends_one_enrolment_on_the_day_the_other_begins(cast):
    day = clock.today() + timedelta(days=7)

    moved = move_child(cast.ingrid, enrolment_of(cast.noor, cast.group3), cast.group4, day)

    assert enrolment_of(cast.noor, cast.group3).ends_on == day
    assert (moved.group, moved.starts_on, moved.ends_on) == (cast.group4, day, None)
    assert verbs() == ["place_child", "move_child"]


@pytest.mark.parametrize(
    ("group", "day", "code"),
    [
        ("group3", date(2026, 11, 23), "already_in_group"),
        ("group4", date(2026, 7, 1), "before_start"),
        ("group4", date(2028, 1, 1), "day_too_far"),
    ],
)
def test_move_that_cannot_be_is_refused_and_changes_nothing(cast, group, day, code):
    with clock.frozen_at(clock.at(date(2026, 11, 23), time(9))), pytest.raises(Refused, match=code):
        move_child(cast.ingrid, enrolment_of(cast.noor, cast.group3), getattr(cast, group), day)

    assert enrolment_of(cast.noor, cast.group3).ends_on is None
    assert (Enrolment.select().where(Enrolment.child == cast.noor).count(), verbs()) == (2, [])


def test_child_cannot_be_in_a_group_twice(cast):
    with pytest.raises(Refused, match="already_in_group"):
        place_child(cast.ingrid, cast.noor, cast.group3, clock.today())

    assert Enrolment.select().where(Enrolment.child == cast.noor).count() == 2


def test_who_leaves_is_found_among_the_former_children_and_nothing_is_deleted(cast):
    end_enrolment(cast.ingrid, enrolment_of(cast.mees, cast.group4), clock.today())

    assert names(former_children_of(cast.school)) == ["Mees Bakker"]
    assert names(former_children_of(cast.school, "noor")) == []
    assert "Mees Bakker" not in names(children_in(cast.school))


def test_ending_before_the_beginning_is_refused(cast):
    with pytest.raises(Refused, match="before_start"):
        end_enrolment(cast.ingrid, enrolment_of(cast.mees, cast.group4), date(2026, 7, 31))

    assert enrolment_of(cast.mees, cast.group4).ends_on is None


def test_teacher_has_the_own_group_and_office_all_of_the_unit_with_counts(cast):
    assert [(group.name, group.size, group.linked) for group in groups_of(cast.joris)] == [("Groep 3", 2, 2)]
    assert [(group.name, group.size) for group in groups_of(cast.ingrid)] == [
        ("Groep 3", 2),
        ("Groep 4", 1),
        ("Groep 5", 1),
        ("Groep 6", 1),
        ("Groep 7", 0),
    ]
    assert list(groups_of(cast.karima)) == []


def test_contacts_are_of_who_is_linked_at_that_unit_only(cast):
    at_school = contacts_of([cast.noor.id, cast.mees.id], [cast.school.id])
    elsewhere = contacts_of([cast.mees.id], [cast.bso.id])

    assert {child: [person.name for person in people] for child, people in at_school.items()} == {
        cast.noor.id: ["Marieke de Vries"],
        cast.mees.id: ["Sanne Bakker", "Tom Visser"],
    }
    assert elsewhere == {}
