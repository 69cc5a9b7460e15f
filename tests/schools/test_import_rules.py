"""What a file would change in a unit, as values: who is who, who moves, who ends, and what stops a plan."""

from dataclasses import replace
from datetime import date

import pytest

from webapp.schools.rules.import_matching import ChildNow, GroupNow, StaffNow
from webapp.schools.rules.import_plans import Plan, Snapshot
from webapp.schools.rules.imports import plan_of
from webapp.schools.school_file.contents import FileGroup, FilePupil, FileTeacher, Mistake, SchoolFile

BORN = date(2020, 3, 14)
GROUP3 = FileGroup("G3", "Groep 3", "3", False, 2)
GROUP4 = FileGroup("G4", "Groep 4", "4", False, 3)
PLUS = FileGroup("P", "Plusgroep", "", True, 4)
NOOR = FilePupil("1", "Noor", "de", "Vries", BORN, "G3", (), 5)
SEM = FilePupil("2", "Sem", "", "Berg", date(2020, 6, 30), "G3", (), 6)
JORIS = FileTeacher("L1", "Joris", "", "Smit", "joris@school.example", ("G3",), 9)

GROUP3_NOW = GroupNow(13, "G3", "Groep 3", "3", False, False)
GROUP4_NOW = GroupNow(14, "G4", "Groep 4", "4", False, False)
NOOR_NOW = ChildNow(101, "1", "Noor", "de", "Vries", BORN, (13,))
SEM_NOW = ChildNow(102, "2", "Sem", "", "Berg", date(2020, 6, 30), (13,))
JORIS_NOW = StaffNow(201, "L1", "Joris Smit", "joris@school.example", False, (13,))
EMPTY = Snapshot("99ZZ", frozenset(), (), (), (), {})
NOW = Snapshot("99ZZ", frozenset(), (GROUP3_NOW, GROUP4_NOW), (NOOR_NOW, SEM_NOW), (JORIS_NOW,), {})


def file_with(*pupils: FilePupil, groups=(GROUP3, GROUP4), teachers=(JORIS,), **more) -> SchoolFile:
    return SchoolFile(
        **({"kind": "edexml", "brin": "99ZZ"} | more), groups=[*groups], pupils=[*pupils], teachers=[*teachers]
    )


def table_with(*pupils: FilePupil, groups=(GROUP3,)) -> SchoolFile:
    """The same as a table without numbers: keys are made from names."""
    keyed = [replace(group, key=f"~{group.name.casefold()}") for group in groups]
    key_of = {group.key: made.key for group, made in zip(groups, keyed, strict=True)}
    children = [replace(p, key=f"~{p.given_name}", group_key=key_of[p.group_key], combined_keys=()) for p in pupils]
    return SchoolFile(kind="csv", groups=keyed, pupils=children)


def children(plan: Plan) -> list[tuple]:
    return [(step.id, step.name, *step.whats) for step in plan.children]


def test_first_file_adds_everything():
    plan = plan_of(file_with(NOOR, SEM, groups=[GROUP3]), EMPTY)

    assert [(step.what, step.name) for step in plan.groups] == [("new", "Groep 3")]
    assert children(plan) == [(None, "Noor de Vries", "new"), (None, "Sem Berg", "new")]
    assert [(step.what, step.name, step.joins) for step in plan.staff] == [("new", "Joris Smit", ("G3",))]
    assert (plan.blocked_by, plan.ends_many) == ([], False)


def test_same_file_again_changes_nothing():
    plan = plan_of(file_with(NOOR, SEM), NOW)

    assert (plan.is_empty, plan.blocked_by) == (True, ["nothing_new"])


def test_child_in_another_group_moves():
    plan = plan_of(file_with(replace(NOOR, group_key="G4"), SEM), NOW)

    (step,) = plan.children
    assert (step.whats, step.joins, step.leaves) == (("moved",), ("G4",), (13,))
    assert (step.from_groups, step.to_groups) == ("Groep 3", "Groep 4")


def test_combined_group_is_a_second_place():
    plan = plan_of(file_with(replace(NOOR, combined_keys=("P",)), SEM, groups=[GROUP3, GROUP4, PLUS]), NOW)

    (step,) = plan.children
    assert (step.whats, step.joins, step.leaves, step.to_groups) == (("moved",), ("P",), (), "Groep 3, Plusgroep")


@pytest.mark.parametrize(
    ("pupil", "changes"),
    [
        (replace(NOOR, surname="Fries"), (("surname", "Vries", "Fries"),)),
        (replace(NOOR, birthdate=date(2020, 3, 15)), (("birthdate", "14-03-2020", "15-03-2020"),)),
        (replace(NOOR, given_name="Nora", infix=""), (("given_name", "Noor", "Nora"), ("infix", "de", ""))),
    ],
)
def test_change_is_told_by_field(pupil, changes):
    plan = plan_of(file_with(pupil, SEM), NOW)

    assert [(step.id, step.whats, step.changes) for step in plan.children] == [(101, ("changed",), changes)]


def test_birthdate_that_the_file_lacks_is_kept():
    plan = plan_of(file_with(replace(NOOR, birthdate=None), SEM), NOW)

    assert plan.is_empty


def test_child_gone_from_the_file_is_ended():
    plan = plan_of(file_with(NOOR), NOW)

    assert [(step.id, step.whats, step.leaves) for step in plan.children] == [(102, ("ended",), (13,))]


def test_child_that_left_before_is_not_ended_again():
    left = replace(SEM_NOW, group_ids=())

    plan = plan_of(file_with(NOOR), replace(NOW, children=(NOOR_NOW, left)))

    assert plan.is_empty


def test_child_that_left_comes_back_as_the_same_child():
    left = replace(SEM_NOW, group_ids=())

    plan = plan_of(file_with(NOOR, SEM), replace(NOW, children=(NOOR_NOW, left)))

    assert [(step.id, step.whats, step.joins) for step in plan.children] == [(102, ("returned",), ("G3",))]


def test_child_of_another_unit_is_never_made_twice():
    elsewhere = {("noor", "de", "vries", BORN): 101}

    plan = plan_of(file_with(NOOR, SEM), replace(EMPTY, elsewhere=elsewhere))

    assert [(step.id, step.is_shared) for step in plan.children] == [(101, True), (None, False)]


def test_child_without_a_birthdate_is_not_taken_for_one_elsewhere():
    elsewhere = {("noor", "de", "vries", BORN): 101}

    plan = plan_of(file_with(replace(NOOR, birthdate=None)), replace(EMPTY, elsewhere=elsewhere))

    assert [step.id for step in plan.children] == [None]


def test_care_does_not_change_what_a_school_calls_its_child():
    led = replace(NOOR_NOW, is_led_elsewhere=True)

    plan = plan_of(file_with(replace(NOOR, surname="Fries"), SEM), replace(NOW, children=(led, SEM_NOW)))

    assert plan.is_empty


def test_table_after_edexml_finds_the_same_groups_and_children_and_keeps_their_keys():
    plan = plan_of(table_with(NOOR, SEM), replace(NOW, groups=(GROUP3_NOW,)))

    assert plan.is_empty


def test_edexml_after_a_table_writes_the_true_keys_and_nothing_else():
    now = replace(
        NOW,
        groups=(replace(GROUP3_NOW, key="~groep 3"), GROUP4_NOW),
        children=(replace(NOOR_NOW, key="~a"), replace(SEM_NOW, key="~b")),
    )

    plan = plan_of(file_with(NOOR, SEM), now)

    assert [(step.what, step.key) for step in plan.groups] == [("changed", "G3")]
    assert [(step.id, step.whats, step.key) for step in plan.children] == [(101, (), "1"), (102, (), "2")]


def test_table_says_nothing_of_combined_groups():
    plus_now = GroupNow(15, "P", "Plusgroep", "", True, False)
    noor = replace(NOOR_NOW, group_ids=(13, 15))

    plan = plan_of(table_with(NOOR, SEM), replace(NOW, groups=(GROUP3_NOW, plus_now), children=(noor, SEM_NOW)))

    assert plan.is_empty


def test_new_administration_with_other_numbers_swaps_no_children():
    plan = plan_of(file_with(replace(NOOR, key="2"), replace(SEM, key="1")), NOW)

    assert [(step.id, step.whats, step.key) for step in plan.children] == [(101, (), "2"), (102, (), "1")]


def test_number_that_now_belongs_to_somebody_else_gives_another_child():
    stranger = FilePupil("1", "Fatima", "", "Yilmaz", date(2019, 9, 9), "G3", (), 5)

    plan = plan_of(file_with(stranger, SEM), NOW)

    assert children(plan) == [(None, "Fatima Yilmaz", "new"), (101, "Noor de Vries", "ended")]


def test_two_children_of_one_name_and_no_birthdate_are_not_guessed():
    twins = (replace(NOOR_NOW, key="8"), replace(NOOR_NOW, id=103, key="9"))

    plan = plan_of(file_with(replace(NOOR, key="5", birthdate=None)), replace(NOW, children=twins))

    assert [(step.id, *step.whats) for step in plan.children] == [(None, "new"), (101, "ended"), (103, "ended")]


def test_group_with_the_same_key_is_renamed():
    plan = plan_of(file_with(NOOR, SEM, groups=[replace(GROUP3, name="De Eikels"), GROUP4]), NOW)

    assert [(step.what, step.id, step.name, step.old_name) for step in plan.groups] == [
        ("renamed", 13, "De Eikels", "Groep 3")
    ]


def test_group_gone_from_the_file_is_ended():
    plan = plan_of(file_with(NOOR, SEM, groups=[GROUP3]), NOW)

    assert [(step.what, step.id) for step in plan.groups] == [("ended", 14)]


def test_group_that_ended_comes_back():
    now = replace(NOW, groups=(GROUP3_NOW, replace(GROUP4_NOW, is_ended=True)))

    plan = plan_of(file_with(NOOR, SEM), now)

    assert [(step.what, step.id) for step in plan.groups] == [("returned", 14)]


def test_teacher_gets_another_group():
    plan = plan_of(file_with(NOOR, SEM, teachers=[replace(JORIS, group_keys=("G4",))]), NOW)

    assert [(step.what, step.joins, step.leaves) for step in plan.staff] == [("changed", ("G4",), (13,))]


def test_teacher_gone_from_the_file_is_ended_but_not_who_was_added_by_hand():
    by_hand = StaffNow(202, "", "Eline van den Berg", "eline@school.example", False, ())
    eva = replace(JORIS, key="L9", given_name="Eva", email="eva@school.example", group_keys=())

    plan = plan_of(file_with(NOOR, SEM, teachers=[eva]), replace(NOW, staff=(JORIS_NOW, by_hand)))

    assert [(step.what, step.id) for step in plan.staff] == [("new", None), ("ended", 201)]


def test_number_that_now_belongs_to_another_teacher_gives_another_function():
    eva = replace(JORIS, given_name="Eva", surname="de Wit", email="eva@school.example")

    plan = plan_of(file_with(NOOR, SEM, teachers=[eva]), NOW)

    assert [(step.what, step.id, step.name) for step in plan.staff] == [
        ("new", None, "Eva de Wit"),
        ("ended", 201, "Joris Smit"),
    ]


def test_teacher_who_married_is_the_same_one():
    plan = plan_of(file_with(NOOR, SEM, teachers=[replace(JORIS, surname="de Wit")]), NOW)

    assert [(step.what, step.id, step.changes) for step in plan.staff] == [
        ("changed", 201, (("name", "Joris Smit", "Joris de Wit"),))
    ]


def test_teacher_added_by_hand_gets_the_key_of_the_same_address():
    by_hand = replace(JORIS_NOW, key="", email="Joris@school.example")

    plan = plan_of(file_with(NOOR, SEM), replace(NOW, staff=(by_hand,)))

    assert [(step.id, step.key) for step in plan.staff] == [(201, "L1")]


@pytest.mark.parametrize("teachers", [[], [replace(JORIS, group_keys=())]])
def test_file_without_teachers_or_without_their_groups_leaves_them(teachers):
    plan = plan_of(file_with(NOOR, SEM, teachers=teachers), NOW)

    assert plan.is_empty


@pytest.mark.parametrize(
    ("brin", "own", "others", "is_other"),
    [
        ("99ZZ", "99ZZ", [], False),
        ("99zz00", "99ZZ", [], False),
        ("98ZZ", "99ZZ", [], True),
        ("", "99ZZ", ["98ZZ"], False),
        ("98ZZ", "", [], False),
        ("98ZZ", "", ["98ZZ"], True),
    ],
)
def test_file_of_another_school_is_stopped(brin, own, others, is_other):
    now = replace(EMPTY, brin=own, other_brins=frozenset(others))

    plan = plan_of(file_with(NOOR, brin=brin), now)

    assert ("other_school" in plan.blocked_by) is is_other


def test_mistake_stops_the_plan():
    file = file_with(NOOR, SEM)
    file.mistakes.append(Mistake(7, "missing_group", {"name": "Sem Berg"}))

    plan = plan_of(file, EMPTY)

    assert (plan.blocked_by, plan.mistakes) == (["mistakes"], file.mistakes)


def test_child_with_a_mistake_in_its_group_is_not_said_to_move():
    file = file_with(replace(NOOR, group_key=""), SEM)
    file.mistakes.append(Mistake(5, "unknown_group", {"name": "Noor de Vries", "group": "G9"}))

    plan = plan_of(file, NOW)

    assert plan.children == []


@pytest.mark.parametrize(("gone", "is_many"), [(3, False), (4, True)])
def test_more_than_thirty_percent_gone_must_be_said_twice(gone, is_many):
    known = [ChildNow(n, f"{n}", f"Kind {n}", "", "Vries", BORN, (13,)) for n in range(10)]
    pupils = [FilePupil(f"{n}", f"Kind {n}", "", "Vries", BORN, "G3", (), n) for n in range(10)][gone:]

    plan = plan_of(file_with(*pupils), replace(NOW, children=tuple(known)))

    assert plan.ends_many is is_many


@pytest.mark.parametrize(
    ("file", "field", "line"),
    [
        (file_with(replace(NOOR, group_key="G3"), groups=[replace(GROUP3, name="G" * 101)]), "group", 2),
        (file_with(replace(NOOR, key="1" * 201)), "key", 5),
        (file_with(NOOR, teachers=[replace(JORIS, given_name="J" * 120, surname="S" * 120)]), "full_name", 9),
    ],
)
def test_what_is_longer_than_the_portal_keeps_is_a_mistake(file, field, line):
    plan = plan_of(file, EMPTY)

    assert [(mistake.code, mistake.values["field"], mistake.line) for mistake in plan.mistakes] == [
        ("text_too_long", field, line)
    ]


def test_fingerprint_changes_with_the_unit_and_not_with_other_units():
    moved = replace(NOW, children=(replace(NOOR_NOW, group_ids=(14,)), SEM_NOW))
    other_unit = replace(NOW, elsewhere={("a", "", "b", BORN): 7})

    assert moved.fingerprint != NOW.fingerprint
    assert other_unit.fingerprint == NOW.fingerprint
