"""The children of a unit, and one child: whole for its office, less for its teacher, not there for anybody else."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import and_

from peewee import SQL, Case, Expression, ModelSelect, NodeList, Value, fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.models import Child, Enrolment, Group, Guardianship, Link, Unit
from webapp.schools.queries.groups import taught_group_ids_of
from webapp.schools.queries.links import LinkRow, children_to_link, link_rows
from webapp.schools.queries.standing import is_current, standing_of

LIKE_MARKS = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


def has_not_ended(today: date) -> Expression:
    """The condition that an enrolment holds today or begins later."""
    return Enrolment.ends_on.is_null() | (Enrolment.ends_on > today)


def enrolled_in(unit: Unit, group_id: int | None = None) -> ModelSelect:
    """Which children have an enrolment at the unit, or in one group of it, that has not ended; for use in a query."""
    enrolments = Enrolment.select(Enrolment.child).join(Group).where(Group.unit == unit, has_not_ended(clock.today()))
    return enrolments.where(Group.id == group_id) if group_id else enrolments


def children_in(unit: Unit, search: str = "", group_id: int | None = None) -> ModelSelect:
    """The children of the unit by first name, now or soon; `linked` counts the guardians linked there."""
    linked = (
        Link.select(fn.COUNT(Link.id))
        .join(Guardianship)
        .where(Guardianship.child == Child.id, Link.unit == unit, Link.ended_at.is_null())
        .where(Link.approved_at.is_null(False), is_current(Guardianship, clock.today()))
    )
    children = (
        Child.select(Child, linked.alias("linked"))
        .where(Child.id.in_(enrolled_in(unit, group_id)))
        .order_by(Child.given_name, Child.surname, Child.id)
    )
    return children.where(name_holds(search)) if search.split() else children


def former_children_of(unit: Unit, search: str = "") -> ModelSelect:
    """Who went to the unit and no longer does, by first name."""
    were = Enrolment.select(Enrolment.child).join(Group).where(Group.unit == unit)
    children = (
        Child.select(Child, SQL("0").alias("linked"))
        .where(Child.id.in_(were), Child.id.not_in(enrolled_in(unit)))
        .order_by(Child.given_name, Child.surname, Child.id)
    )
    return children.where(name_holds(search)) if search.split() else children


def name_holds(search: str) -> Expression:
    """The condition that each word typed is somewhere in the child's name."""
    spoken = fn.LOWER(Child.given_name.concat(" ").concat(Child.infix).concat(" ").concat(Child.surname))
    words = [f"%{word.translate(LIKE_MARKS)}%" for word in search.lower().split()]
    return reduce(and_, [NodeList((spoken, SQL("LIKE"), Value(word), SQL("ESCAPE '\\'"))) for word in words])


def group_names_of(unit: Unit, child_ids: Iterable[int]) -> dict[int, list[str]]:
    """For each of these children the names of its groups at the unit, its own before a combined one."""
    rows = (
        Enrolment.select(Enrolment.child_id, Group.name.alias("group_name"))
        .join(Group)
        .where(Group.unit == unit, Enrolment.child.in_(list(child_ids)), has_not_ended(clock.today()))
        .order_by(Case(None, [(Group.is_combined == False, 0)], 1), Group.name)  # noqa: E712
        .tuples()
    )
    names: dict[int, list[str]] = {}
    for child_id, name in rows:
        names.setdefault(child_id, []).append(name)
    return names


def managed_children_of(person: Person) -> ModelSelect:
    """The children who go, or went, to a unit whose office or director this person is."""
    went = Enrolment.select(Enrolment.child).join(Group).where(Group.unit.in_(standing_of(person).managed_units))
    return Child.select().where(Child.id.in_(went))


def managed_child_of(person: Person, child_id: int) -> Child:
    """A child that goes, or went, to a unit whose office or director this person is; else DoesNotExist."""
    return managed_children_of(person).where(Child.id == child_id).get()


def managed_child_or_none(person: Person, child_id: int) -> Child | None:
    """The same, for a page that shows a child's teacher less: None where this person manages none of its units."""
    return managed_children_of(person).where(Child.id == child_id).first()


def present_child_of(person: Person, child_id: int) -> Child:
    """A child that goes, or will go, to a unit whose office or director this person is; else DoesNotExist."""
    goes = (
        Enrolment.select(Enrolment.child)
        .join(Group)
        .where(Group.unit.in_(standing_of(person).managed_units), has_not_ended(clock.today()))
    )
    return Child.select().where(Child.id == child_id, Child.id.in_(goes)).get()


def taught_child_of(person: Person, child_id: int) -> Child:
    """A child that is in one of this person's own groups today; else DoesNotExist."""
    taught = Enrolment.select(Enrolment.child).where(
        Enrolment.group.in_(taught_group_ids_of(person)), is_current(Enrolment, clock.today())
    )
    return Child.select().where(Child.id == child_id, Child.id.in_(taught)).get()


def child_with(given_name: str, infix: str, surname: str, birthdate: date | None) -> Child | None:
    """The child of this installation with exactly this name and birthdate: a child is never made twice."""
    return (
        Child.select()
        .where(Child.birthdate == birthdate, Child.given_name == given_name)
        .where(Child.infix == infix, Child.surname == surname)
        .order_by(Child.id)
        .first()
    )


def code_row_of(child: Child, unit: Unit) -> LinkRow | None:
    """The state of the child's code at the unit, and who is linked there; None before its first day there."""
    rows = link_rows(unit, children_to_link(unit).where(Child.id == child.id), clock.now())
    return rows[0] if rows else None
