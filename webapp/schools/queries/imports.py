"""The school's file on its way in: the imports of a unit, and the unit as it is before one."""

import json
from datetime import date
from typing import Any

from peewee import JOIN, ModelSelect

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.files import as_local_file
from webapp.schools.models import (
    Child,
    Enrolment,
    Group,
    PupilKey,
    SchoolImport,
    StaffMember,
    Teaching,
    Unit,
)
from webapp.schools.queries.standing import managed_units_of
from webapp.schools.rules.import_matching import ChildNow, GroupNow, Identity, StaffNow
from webapp.schools.rules.import_plans import Snapshot
from webapp.schools.school_file.contents import UnreadableFile
from webapp.schools.school_file.reading import headings_and_sample


def imports_of(unit: Unit) -> ModelSelect:
    """The imports of the unit with who brought the file, the latest first."""
    return (
        SchoolImport.select(SchoolImport, Person)
        .join(Person, JOIN.LEFT_OUTER)
        .where(SchoolImport.unit == unit)
        .order_by(SchoolImport.created_at.desc(), SchoolImport.id.desc())
    )


def managed_import_of(person: Person, import_id: int) -> SchoolImport:
    """An import of a unit whose office or director this person is; raises DoesNotExist for any other."""
    return (
        SchoolImport.select(SchoolImport, Unit)
        .join(Unit)
        .where(SchoolImport.id == import_id)
        .where(Unit.id.in_(managed_units_of(person).select(Unit.id).order_by()))
        .get()
    )


def earlier_mapping_of(unit: Unit, headings: list[str]) -> dict[str, str]:
    """How the columns were matched the last time that the unit's file had all these headings; else nothing."""
    used = imports_of(unit).where(SchoolImport.state == "applied", SchoolImport.mapping != "").limit(1).first()
    mapping = json.loads(used.mapping) if used else {}
    return mapping if mapping.keys() <= set(headings) else {}


def unit_called(name: str, kind: str | None = None) -> Unit | None:
    """The unit with this name or number; a new one, not kept yet, where `kind` says what it would be."""
    by_number = Unit.id == int(name) if name.isdigit() else Unit.name == name
    return Unit.get_or_none(by_number) or (Unit(name=name, kind=kind) if kind else None)


def columns_of(school_import: SchoolImport) -> tuple[list[str], list[list[str]]]:
    """The headings of the table with its first rows; no headings where it cannot be read."""
    try:
        with as_local_file(school_import.file) as path:
            return headings_and_sample(path)
    except (UnreadableFile, FileNotFoundError):
        return [], []


def snapshot_of(unit: Unit) -> Snapshot:
    """The unit as it is today: what a school's file is compared with."""
    today = clock.today()
    children = children_now(unit, today)
    return Snapshot(
        unit.brin,
        frozenset(brin for (brin,) in Unit.select(Unit.brin).where(Unit.id != unit.id, Unit.brin != "").tuples()),
        groups_now(unit),
        children,
        staff_now(unit, today),
        children_elsewhere({child.id for child in children}),
    )


def groups_now(unit: Unit) -> tuple[GroupNow, ...]:
    rows = Group.select(Group.id, Group.key, Group.name, Group.year, Group.is_combined, Group.ended_on.is_null(False))
    return tuple(
        GroupNow(id, key, name, year, is_combined, bool(is_ended))
        for id, key, name, year, is_combined, is_ended in rows.where(Group.unit == unit).order_by(Group.id).tuples()
    )


def children_now(unit: Unit, today: date) -> tuple[ChildNow, ...]:
    """Every child that is or was at the unit, with the groups that it is in, or soon will be."""
    groups: dict[int, list[int]] = {}
    soon: dict[int, list[int]] = {}
    rows = Enrolment.select(Enrolment.child_id, Enrolment.group_id, Enrolment.starts_on).join(Group)
    goes_on = Enrolment.ends_on.is_null() | (Enrolment.ends_on > today)
    order = (Group.is_combined, Group.id, Enrolment.id)
    for child_id, group_id, starts_on in rows.where(Group.unit == unit, goes_on).order_by(*order).tuples():
        places = (groups if starts_on <= today else soon).setdefault(child_id, [])
        if group_id not in places:
            places.append(group_id)
    led = set(at_a_school(today)) if unit.kind == "bso" else set()
    return tuple(
        ChildNow(id, key or "", *name, tuple(groups.get(id, ())), tuple(soon.get(id, ())), id in led)  # type: ignore
        for id, key, *name in people_at(unit)
    )


def people_at(unit: Unit) -> ModelSelect:
    """Id, key, name and birthdate of each child with a key or an enrolment at the unit."""
    were_here = Enrolment.select(Enrolment.child).join(Group).where(Group.unit == unit)
    return (
        Child.select(Child.id, PupilKey.key, Child.given_name, Child.infix, Child.surname, Child.birthdate)
        .join(PupilKey, JOIN.LEFT_OUTER, on=(PupilKey.child == Child.id) & (PupilKey.unit == unit))
        .where(PupilKey.id.is_null(False) | Child.id.in_(were_here))
        .order_by(Child.id)
        .tuples()
    )


def at_a_school(today: date) -> Any:
    """The children who go to a school of this installation: what the school calls them, goes."""
    rows = Enrolment.select(Enrolment.child_id).join(Group).join(Unit)
    here = Enrolment.ends_on.is_null() | (Enrolment.ends_on > today)
    return (child_id for (child_id,) in rows.where(Unit.kind == "school", here).tuples())


def staff_now(unit: Unit, today: date) -> tuple[StaffNow, ...]:
    """The unit's teachers, now or before, with their groups. The office and the director are no file's business."""
    about = (StaffMember.id, StaffMember.key, StaffMember.name, StaffMember.email, StaffMember.ends_on)
    members = (
        StaffMember.select(*about, Person.activated_at, Teaching.group_id)
        .join(Teaching, JOIN.LEFT_OUTER)
        .join_from(StaffMember, Person, JOIN.LEFT_OUTER)
        .where(StaffMember.unit == unit, StaffMember.role == "teacher")
        .order_by(StaffMember.id, Teaching.group_id)
        .tuples()
    )
    found: dict[int, StaffNow] = {}
    for id, key, name, email, ends_on, activated_at, group_id in members:
        group_ids = (*found[id].group_ids, group_id) if id in found else (group_id,) if group_id else ()
        is_ended, is_active = ends_on is not None and ends_on <= today, activated_at is not None
        found[id] = StaffNow(id, key or "", name, email, is_ended, group_ids, is_active)
    return tuple(found.values())


def children_elsewhere(here: set[int]) -> dict[Identity, int]:
    """Name and birthdate → child, for the children of the other units who are alone with theirs."""
    rows = Child.select(Child.id, Child.given_name, Child.infix, Child.surname, Child.birthdate)
    found: dict[Identity, list[int]] = {}
    for id, given_name, infix, surname, birthdate in rows.where(Child.birthdate.is_null(False)).tuples():
        if id not in here:
            who = (given_name.casefold(), infix.casefold(), surname.casefold(), birthdate)
            found.setdefault(who, []).append(id)
    return {who: ids[0] for who, ids in found.items() if len(ids) == 1}
