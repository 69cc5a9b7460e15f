"""Groups: a teacher's own, and all of a unit for its office and director."""

from collections.abc import Iterable

from peewee import JOIN, Case, ModelSelect, fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.models import Child, Enrolment, Group, StaffMember, Teaching, Unit
from webapp.schools.queries.links import linked_at
from webapp.schools.queries.standing import is_current, standing_of


def taught_group_ids_of(person: Person) -> frozenset[int]:
    """Which groups this person has today, in any function."""
    return frozenset(group_id for group_id, _unit_id in standing_of(person).taught_groups)


def seen_groups_of(person: Person) -> ModelSelect:
    """The groups that have not ended which this person has, or whose unit they manage; for use in a query."""
    seen = Group.id.in_(taught_group_ids_of(person)) | Group.unit.in_(standing_of(person).managed_units)
    return Group.select(Group.id).where(seen, Group.ended_on.is_null())


def groups_of(person: Person) -> ModelSelect:
    """The groups that this person has or whose unit they manage, by unit; with `size` and how many are `linked`."""
    is_linked = Case(None, [(fn.EXISTS(linked_at(Group.unit, Enrolment.child)), 1)], 0)
    children = (
        Enrolment.select(Enrolment.group_id, Enrolment.child_id, is_linked.alias("is_linked"))
        .join(Group)
        .where(is_current(Enrolment, clock.today()), Group.id.in_(seen_groups_of(person)))
        .alias("children")
    )
    size, linked = fn.COUNT(children.c.child_id), fn.COALESCE(fn.SUM(children.c.is_linked), 0)
    return (
        Group.select(Group, Unit, size.alias("size"), linked.alias("linked"))
        .join(Unit)
        .join_from(Group, children, JOIN.LEFT_OUTER, on=(children.c.group_id == Group.id))
        .where(Group.id.in_(seen_groups_of(person)))
        .group_by(Group, Unit)
        .order_by(Unit.kind.desc(), Unit.name, Group.is_combined, Group.name)
    )


def group_of(person: Person, group_id: int) -> Group:
    """A group that this person has or whose unit they manage; DoesNotExist for any other."""
    return Group.select(Group, Unit).join(Unit).where(Group.id == group_id, Group.id.in_(seen_groups_of(person))).get()


def open_groups_of(unit: Unit) -> ModelSelect:
    """The groups of the unit that have not ended, by name."""
    return open_groups_in([unit.id])


def managed_groups_of(person: Person) -> ModelSelect:
    """The groups that have not ended of every unit whose office or director this person is."""
    return open_groups_in(standing_of(person).managed_units)


def open_groups_in(unit_ids: Iterable[int]) -> ModelSelect:
    return (
        Group.select(Group, Unit)
        .join(Unit)
        .where(Unit.id.in_(list(unit_ids)), Group.ended_on.is_null())
        .order_by(Unit.kind.desc(), Unit.name, Group.is_combined, Group.name)
    )


def children_of(group: Group) -> ModelSelect:
    """The children who are in the group today, by first name."""
    return (
        Child.select()
        .join(Enrolment)
        .where(Enrolment.group == group, is_current(Enrolment, clock.today()))
        .order_by(Child.given_name, Child.surname, Child.id)
    )


def teacher_names_of(group: Group) -> list[str]:
    """The names of who has the group today."""
    members = (
        StaffMember.select(StaffMember.name)
        .join(Teaching)
        .where(Teaching.group == group, is_current(StaffMember, clock.today()))
        .order_by(StaffMember.name)
    )
    return [member.name for member in members]
