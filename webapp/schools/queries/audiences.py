"""To whom somebody may write, and whom that reaches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, Expression, ModelSelect, Value, fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import Table
from webapp.schools.models import Child, Enrolment, Group, Guardianship, Link, Unit
from webapp.schools.queries.standing import Standing, is_current, standing_of
from webapp.schools.rules.audiences import Part, families_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One audience that somebody may write to, with how many children it has."""

    part: Part
    unit_name: str
    group_name: str | None
    children: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom an audience reaches: children, the guardians linked to them, and families: siblings count once."""

    children: int
    guardians: int
    families: int
    unreached: int  # children of whom nobody reads along yet


def choices_of(person: Person) -> list[Choice]:
    """To whom this person may write: a teacher to the own groups, office and director to their unit and its groups."""
    standing = standing_of(person)
    size = fn.COUNT(Enrolment.child.distinct())
    rows = (
        Group.select(Group.unit_id, Group.id, Unit.name, Group.name, size)
        .join(Unit)
        .join_from(Group, Enrolment, JOIN.LEFT_OUTER, on=(Enrolment.group == Group.id) & is_here_today())
        .where(Group.ended_on.is_null())
        .where(Group.unit.in_(standing.managed_units) | Group.id.in_([group for group, _ in standing.taught_groups]))
        .group_by(Group.unit_id, Group.id, Unit.name, Group.name, Unit.kind, Group.is_combined)
        .order_by(Unit.kind.desc(), Unit.name, Group.is_combined, Group.name)
        .tuples()
    )
    groups = [Choice(Part(unit_id, group_id), unit, name, count) for unit_id, group_id, unit, name, count in rows]
    return [*whole_units(standing), *groups]


def whole_units(standing: Standing) -> list[Choice]:
    """The units whose office or director somebody is, each as one audience."""
    size = fn.COUNT(Enrolment.child.distinct())
    rows = (
        Unit.select(Unit.id, Unit.name, size)
        .join(Group, JOIN.LEFT_OUTER)
        .join(Enrolment, JOIN.LEFT_OUTER, on=(Enrolment.group == Group.id) & is_here_today())
        .where(Unit.id.in_(standing.managed_units))
        .group_by(Unit.id, Unit.name, Unit.kind)
        .order_by(Unit.kind.desc(), Unit.name)
        .tuples()
    )
    return [Choice(Part(unit_id), name, None, count) for unit_id, name, count in rows]


def is_here_today() -> Expression:
    return is_current(Enrolment, clock.today())


def places_in(parts: Iterable[Part]) -> ModelSelect:
    """The children in an audience today, each with the units by which they are in it."""
    parts = list(parts)
    groups = [part.group_id for part in parts if part.group_id]
    units = [part.unit_id for part in parts if not part.group_id]
    return (
        Enrolment.select(Enrolment.child.alias("child_id"), Group.unit.alias("unit_id"))
        .join(Group)
        .where(Group.id.in_(groups) | Group.unit.in_(units), is_current(Enrolment, clock.today()))
        .distinct()
    )


def readers_of(parts: Iterable[Part]) -> ModelSelect:
    """Each child of an audience with each guardian who reads along there (`person_id` empty where nobody does):
    linked and approved at that unit, told everything about the child, with a working account."""
    places = places_in(parts).alias("places")
    reads_along = (
        (Guardianship.child == Child.id)
        & is_current(Guardianship, clock.today())
        & (Guardianship.information == "full")
        & fn.EXISTS(
            Link.select(Link.id).where(
                Link.guardianship == Guardianship.id,
                Link.unit == places.c.unit_id,
                Link.ended_at.is_null(),
                Link.approved_at.is_null(False),
            )
        )
    )
    has_account = (Person.id == Guardianship.person) & Person.activated_at.is_null(False) & Person.blocked_at.is_null()
    return (
        Child.select(Child.id.alias("child_id"), Person.id.alias("person_id"))
        .join(places, on=(places.c.child_id == Child.id))
        .join_from(Child, Guardianship, JOIN.LEFT_OUTER, on=reads_along)
        .join_from(Guardianship, Person, JOIN.LEFT_OUTER, on=has_account)
        .distinct()
    )


def guardians_reached(parts: Iterable[Part], besides: Iterable[int] = ()) -> list[Person]:
    """The guardians whom an audience reaches, each once, but for these."""
    reached = {person_id for _child, person_id in readers_of(parts).tuples() if person_id} - set(besides)
    return list(Person.select().where(Person.id.in_(reached)).order_by(Person.id))


def reach_of(parts: Iterable[Part]) -> Reach:
    """How many children, guardians and families an audience reaches, in one query."""
    pairs = list(readers_of(parts).tuples())
    children = {child for child, _ in pairs}
    reached = [(child, person) for child, person in pairs if person]
    return Reach(
        children=len(children),
        guardians=len({person for _, person in reached}),
        families=len(families_of(children, reached)),
        unreached=len(children - {child for child, _ in reached}),
    )


def audience_named(table: type[Table], is_meant: Expression) -> list[tuple[int, str, int | None, str | None]]:
    """For whom something is, from the table that keeps it (`unit`, `group`), in the order it was chosen: unit, its
    name, group and its name (none for the whole unit)."""
    rows = (
        table.select(table.unit_id, Unit.name, table.group_id, Group.name)
        .join(Unit)
        .join_from(table, Group, JOIN.LEFT_OUTER)
        .where(is_meant)
        .order_by(table.id)
    )
    return list(rows.tuples())


def reads_along(child: Any, person: Any, today: date | Value, unit: Any = None) -> Expression:
    """The condition that somebody reads along about a child: a guardian who is told everything, and is linked; at one
    unit if asked."""
    links = (
        Guardianship.select(Guardianship.id)
        .join(Link)
        .where(Guardianship.child == child, Guardianship.person == person, is_current(Guardianship, today))
        .where(Guardianship.information == "full", Link.ended_at.is_null(), Link.approved_at.is_null(False))
    )
    return fn.EXISTS(links if unit is None else links.where(Link.unit == unit))
