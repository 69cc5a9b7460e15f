"""From a school's file and the unit as it is to a plan. Nothing is ever deleted by it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from webapp.schools.rules.import_matching import (
    ChildNow,
    GroupNow,
    StaffNow,
    full_name,
    identity,
    key_to_keep,
    matched_children,
    matched_groups,
    matched_staff,
)
from webapp.schools.rules.import_plans import Change, ChildStep, GroupStep, Plan, Snapshot, StaffStep
from webapp.schools.school_file.contents import FileGroup, FilePupil, FileTeacher, Mistake, SchoolFile

MAX_GROUP_NAME = 100
MAX_KEY = MAX_NAME = 200


def is_other_school(brin: str, own: str, others: frozenset[str]) -> bool:
    """Whether the file's BRIN says that it is of another school; a unit without a BRIN is not one that has it."""
    plain = brin.strip().upper()[:4]
    if not plain:
        return False
    return plain != own.strip().upper()[:4] if own.strip() else plain in {other.strip().upper()[:4] for other in others}


def too_long(file: SchoolFile) -> Iterator[Mistake]:
    """What EDEXML allows and the portal's tables do not."""
    for group in file.groups:
        if len(group.name) > MAX_GROUP_NAME:
            yield Mistake(
                group.line, "text_too_long", {"field": "group", "limit": str(MAX_GROUP_NAME), "name": group.name[:60]}
            )
    rows: list[Any] = [*file.groups, *file.pupils, *file.teachers]
    for row in rows:
        if len(row.key) > MAX_KEY:
            yield Mistake(row.line, "text_too_long", {"field": "key", "limit": str(MAX_KEY), "name": row.key[:60]})
    for teacher in file.teachers:
        if len(full_name(teacher)) > MAX_NAME:
            name = full_name(teacher)[:60]
            yield Mistake(teacher.line, "text_too_long", {"field": "full_name", "limit": str(MAX_NAME), "name": name})


def plan_of(file: SchoolFile, now: Snapshot) -> Plan:
    """What the file would change in the unit as it is now."""
    groups = matched_groups(file.groups, now.groups)
    plan = Plan(
        file.kind,
        file.school_name,
        file.brin,
        len(file.pupils),
        sum(bool(child.group_ids) for child in now.children),
        sorted([*file.mistakes, *too_long(file)], key=lambda mistake: mistake.line or 0),
        group_ids={key: group.id for key, group in groups.items()},
        is_other_school=is_other_school(file.brin, now.brin, now.other_brins),
    )
    plan.groups = list(group_steps(file, now, groups))
    plan.children = list(child_steps(file, now, plan.group_ids))
    plan.staff = list(staff_steps(file, now, plan.group_ids))
    return plan


def group_steps(file: SchoolFile, now: Snapshot, matched: dict[str, GroupNow]) -> Iterator[GroupStep]:
    for group in file.groups:
        step = group_step(group, matched.get(group.key), is_table=file.kind != "edexml")
        if step:
            yield step
    in_file = {group.id for group in matched.values()}
    for known in now.groups:
        is_unknown_to_file = known.is_combined and file.kind != "edexml"  # a table tells nothing of combined groups
        if known.id not in in_file and not known.is_ended and not is_unknown_to_file:
            yield GroupStep("ended", known.id, "", known.name, known.year, known.is_combined)


def group_step(group: FileGroup, known: GroupNow | None, is_table: bool) -> GroupStep | None:
    if known is None:
        return GroupStep("new", None, group.key, group.name, group.year, group.is_combined)
    key, year = key_to_keep(group.key, known.key), group.year or known.year
    is_combined = known.is_combined if is_table else group.is_combined
    # A table's key is the name whatever its capitals: they are then no reason to call the group otherwise.
    is_renamed = group.name.casefold() != known.name.casefold() if is_table else group.name != known.name
    if not (key or is_renamed or known.is_ended or year != known.year or is_combined != known.is_combined):
        return None
    what = "returned" if known.is_ended else "renamed" if is_renamed else "changed"
    name = group.name if is_renamed else known.name
    return GroupStep(what, known.id, key or known.key, name, year, is_combined, known.name)


def child_steps(file: SchoolFile, now: Snapshot, group_ids: dict[str, int]) -> Iterator[ChildStep]:
    matched = matched_children(file.pupils, now.children)
    names_in_file = {group.key: group.name for group in file.groups}
    names_now = {group.id: group.name for group in now.groups}
    combined = {group.id for group in now.groups if group.is_combined} if file.kind != "edexml" else set()
    shared: set[int] = set()
    for pupil in file.pupils:
        known = matched.get(pupil.key)
        wanted = dict.fromkeys(key for key in (pupil.group_key, *pupil.combined_keys) if key)
        if known is None:
            elsewhere = now.elsewhere.get(identity(pupil) or ("", "", "", date.min))
            child_id = None if elsewhere in shared else elsewhere
            shared.update(filter(None, [child_id]))
            yield new_child_step(pupil, child_id, tuple(wanted), names_in_file)
        elif step := known_child_step(pupil, known, tuple(wanted), group_ids, names_in_file, names_now, combined):
            yield step
    in_file = {child.id for child in matched.values()}
    for child in now.children:
        if child.group_ids and child.id not in in_file:
            yield ended_child_step(child, names_now)


def new_child_step(pupil: FilePupil, child_id: int | None, wanted: tuple[str, ...], names: dict[str, str]) -> ChildStep:
    """A child new to this unit; where another unit has it already, it is the same child with one enrolment more."""
    return ChildStep(
        ("new",),
        child_id,
        pupil.key,
        *(pupil.given_name, pupil.infix, pupil.surname, pupil.birthdate),
        joins=wanted,
        line=pupil.line,
        to_groups=named(wanted, names),
        is_shared=child_id is not None,
    )


def known_child_step(
    pupil: FilePupil,
    known: ChildNow,
    wanted: tuple[str, ...],
    group_ids: dict[str, int],
    names_in_file: dict[str, str],
    names_now: dict[int, str],
    combined: set[int],
) -> ChildStep | None:
    wanted_ids = {group_ids.get(key) for key in wanted}
    joins = tuple(key for key in wanted if group_ids.get(key) not in (*known.group_ids, *known.soon_ids))
    leaves = tuple(id for id in known.group_ids if id not in wanted_ids and id not in combined)
    if wanted_ids <= set(known.soon_ids):
        leaves = ()  # a move that is planned already stays as planned; a child without a group has a mistake
    changes = () if known.is_led_elsewhere else child_changes(pupil, known)
    is_here = bool(known.group_ids or known.soon_ids)
    whats = {"returned": not is_here, "moved": is_here and bool(joins or leaves), "changed": bool(changes)}
    key = key_to_keep(pupil.key, known.key)
    if not (key or any(whats.values())):
        return None
    person = known if known.is_led_elsewhere else pupil
    return ChildStep(
        tuple(what for what, holds in whats.items() if holds),
        known.id,
        key,
        *(person.given_name, person.infix, person.surname, pupil.birthdate or known.birthdate),
        joins=joins,
        leaves=leaves,
        changes=changes,
        line=pupil.line,
        from_groups=named(known.group_ids, names_now),
        to_groups=named(wanted, names_in_file),
    )


def ended_child_step(child: ChildNow, names_now: dict[int, str]) -> ChildStep:
    return ChildStep(
        ("ended",),
        child.id,
        "",
        *(child.given_name, child.infix, child.surname, child.birthdate),
        leaves=(*child.group_ids, *child.soon_ids),
        from_groups=named(child.group_ids, names_now),
    )


def child_changes(pupil: FilePupil, known: ChildNow) -> tuple[Change, ...]:
    """Which fields the file writes otherwise. A birthdate that the file does not have is kept."""
    fields = [field for field in ("given_name", "infix", "surname") if getattr(pupil, field) != getattr(known, field)]
    changes = [(field, getattr(known, field), getattr(pupil, field)) for field in fields]
    if pupil.birthdate and pupil.birthdate != known.birthdate:
        changes.append(("birthdate", shown_day(known.birthdate), shown_day(pupil.birthdate)))
    return tuple(changes)


def shown_day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


def named(keys: tuple[Any, ...], names: dict[Any, str]) -> str:
    return ", ".join(names[key] for key in keys if key in names)


def staff_steps(file: SchoolFile, now: Snapshot, group_ids: dict[str, int]) -> Iterator[StaffStep]:
    """A file without teachers says nothing of them, and who was added by hand stays."""
    if not file.teachers:
        return
    matched = matched_staff(file.teachers, now.staff)
    names = {group.key: group.name for group in file.groups}
    tells_groups = any(teacher.group_keys for teacher in file.teachers)
    for teacher in file.teachers:
        step = staff_step(teacher, matched.get(teacher.key), group_ids, names, tells_groups)
        if step:
            yield step
    in_file = {member.id for member in matched.values()}
    for member in now.staff:
        if member.key and not member.is_ended and member.id not in in_file:
            yield StaffStep("ended", member.id, "", member.name, member.email)


def staff_step(
    teacher: FileTeacher, known: StaffNow | None, group_ids: dict[str, int], names: dict[str, str], tells_groups: bool
) -> StaffStep | None:
    name, groups = full_name(teacher), named(teacher.group_keys, names)
    if known is None:
        keys = teacher.group_keys
        return StaffStep(
            "new", None, teacher.key, name, teacher.email.lower(), keys, line=teacher.line, to_groups=groups
        )
    wanted_ids = {group_ids.get(key) for key in teacher.group_keys}
    joins = tuple(key for key in teacher.group_keys if group_ids.get(key) not in known.group_ids)
    leaves = tuple(id for id in known.group_ids if id not in wanted_ids) if tells_groups else ()
    email = known.email if known.is_active else teacher.email.lower() or known.email
    changes = tuple(
        (field, old, new)
        for field, old, new in (("name", known.name, name), ("email", known.email, email))
        if old != new
    )
    what = "returned" if known.is_ended else "changed" if changes or joins or leaves else ""
    key = key_to_keep(teacher.key, known.key)
    if not (what or key):
        return None
    return StaffStep(what, known.id, key, name, email, joins, leaves, changes, teacher.line, groups)
