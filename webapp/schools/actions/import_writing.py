"""A plan is written into the unit: few statements, many rows each, all inside the transaction of who calls."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from peewee import chunked

from webapp.accounts.actions.sessions import end_sessions
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.models import Child, Enrolment, Group, PupilKey, StaffMember, Teaching, Unit
from webapp.schools.queries.staff import other_functions_of
from webapp.schools.rules.import_matching import spelled
from webapp.schools.rules.import_plans import ChildStep, GroupStep, Plan, StaffStep

ROWS = 1_000  # in one statement: far below what either database takes


def write_plan(plan: Plan, unit: Unit) -> None:
    """Make the unit as the plan says, from today on; who has left is ended, never deleted."""
    today = clock.today()
    group_ids = plan.group_ids | write_groups(plan.groups, unit, today)
    child_ids = write_children(plan.children)
    write_keys(plan.children, child_ids, unit)
    end_enrolments(plan.children, today)
    enrol(plan.children, child_ids, group_ids, today)
    write_staff(plan.staff, unit, group_ids, today)
    if plan.brin and not unit.brin and unit.kind == "school":
        Unit.update(brin=plan.brin[:8]).where(Unit.id == unit.id).execute()


def insert_rows(table: type, rows: Iterable[dict[str, Any]]) -> None:
    for batch in chunked(rows, ROWS):
        table.insert_many(batch).execute()  # type: ignore[attr-defined]


def write_groups(steps: list[GroupStep], unit: Unit, today: date) -> dict[str, int]:
    """Make, rename, end and reopen groups; the new ones by their key."""
    for step in steps:
        if step.what == "ended":
            Group.update(ended_on=today).where(Group.id == step.id).execute()
        elif step.id:
            values = {"key": step.key, "name": step.name, "year": step.year, "is_combined": step.is_combined}
            Group.update(**values, ended_on=None).where(Group.id == step.id).execute()
    made = [step for step in steps if step.what == "new"]
    insert_rows(
        Group,
        (
            {"unit": unit.id, "key": step.key, "name": step.name, "year": step.year, "is_combined": step.is_combined}
            for step in made
        ),
    )
    rows = Group.select(Group.key, Group.id).where(Group.unit == unit, Group.key.in_([step.key for step in made]))
    return dict(rows.tuples())


def write_children(steps: list[ChildStep]) -> dict[int, int]:
    """Make the new children and write the names that changed. Returns line of the file → child, for the new ones."""
    for step in steps:
        if step.changes:
            Child.update(**about(step)).where(Child.id == step.id).execute()
    made = [step for step in steps if step.id is None]
    ids = [row for batch in chunked(made, ROWS) for row in insert_children(batch)]
    by_name: dict[Any, list[int]] = {}
    for child in ids:  # databases need not return rows in the order in which they were given
        by_name.setdefault((spelled(child), child.birthdate), []).append(child.id)
    return {place_of(step): by_name[(spelled(step), step.birthdate)].pop() for step in made}


def insert_children(steps: list[ChildStep]) -> Iterable[Child]:
    return Child.insert_many([about(step) for step in steps]).returning(Child).execute()


def about(step: ChildStep) -> dict[str, Any]:
    return {name: getattr(step, name) for name in ("given_name", "infix", "surname", "birthdate")}


def place_of(step: ChildStep) -> Any:
    return step.line, step.key


def write_keys(steps: list[ChildStep], child_ids: dict[Any, int], unit: Unit) -> None:
    """Write under which key the administration knows each child; a key that went to another child goes along."""
    keyed = [(step.id or child_ids[place_of(step)], step.key) for step in steps if step.key]
    for batch in chunked(keyed, ROWS):
        ids, keys = [id for id, _ in batch], [key for _, key in batch]
        PupilKey.delete().where(PupilKey.unit == unit, PupilKey.child.in_(ids) | PupilKey.key.in_(keys)).execute()
    insert_rows(PupilKey, ({"unit": unit.id, "child": id, "key": key} for id, key in keyed))


def end_enrolments(steps: list[ChildStep], today: date) -> None:
    leaving: dict[int, list[int | None]] = {}
    for step in steps:
        for group_id in step.leaves:
            leaving.setdefault(group_id, []).append(step.id)
    goes_on = Enrolment.ends_on.is_null() | (Enrolment.ends_on > today)
    for group_id, children in leaving.items():
        for batch in chunked(children, ROWS):
            left = Enrolment.update(ends_on=today).where(
                Enrolment.group == group_id, Enrolment.child.in_(batch), goes_on
            )
            left.execute()


def enrol(steps: list[ChildStep], child_ids: dict[Any, int], group_ids: dict[str, int], today: date) -> None:
    insert_rows(
        Enrolment,
        (
            {"child": step.id or child_ids[place_of(step)], "group": group_ids[key], "starts_on": today}
            for step in steps
            for key in step.joins
        ),
    )


def write_staff(steps: list[StaffStep], unit: Unit, group_ids: dict[str, int], today: date) -> None:
    """Make, change, end and reopen teachers, and write which groups they have."""
    taken = [step.key for step in steps if step.key]
    StaffMember.update(key=None).where(StaffMember.unit == unit, StaffMember.key.in_(taken)).execute()
    for step in steps:
        if step.id:
            change_staff_member(step, today)
    insert_rows(
        StaffMember,
        (
            {"unit": unit.id, "role": "teacher", "key": step.key, "name": step.name, "email": step.email}
            | {"starts_on": today}
            for step in steps
            if step.what == "new"
        ),
    )
    rows = StaffMember.select(StaffMember.key, StaffMember.id).where(
        StaffMember.unit == unit, StaffMember.key.in_(taken)
    )
    ids = dict(rows.tuples())
    teachings = ((step.id or ids[step.key], group_ids[key]) for step in steps for key in step.joins)
    insert_rows(Teaching, ({"staff_member": member, "group": group} for member, group in teachings))
    sign_out_who_left([step.id for step in steps if step.what == "ended"])


def sign_out_who_left(member_ids: list[int | None]) -> None:
    """Whoever has no function left is signed out everywhere, and is a visitor like any parent from now on."""
    gone = StaffMember.select(StaffMember, Person).join(Person).where(StaffMember.id.in_(member_ids))
    for member in gone:
        if not other_functions_of(member).exists():
            Person.update(signs_in_daily=False).where(Person.id == member.person_id).execute()
            end_sessions(member.person)


def change_staff_member(step: StaffStep, today: date) -> None:
    values: dict[str, Any] = {"name": step.name, "email": step.email} | ({"key": step.key} if step.key else {})
    if step.what in ("ended", "returned"):
        values["ends_on"] = today if step.what == "ended" else None
    if any(field == "email" for field, _, _ in step.changes):
        values |= {"person": None, "invited_at": None}  # who was invited at the old address never came
    StaffMember.update(**values).where(StaffMember.id == step.id).execute()
    Teaching.delete().where(Teaching.staff_member == step.id, Teaching.group.in_(step.leaves)).execute()
