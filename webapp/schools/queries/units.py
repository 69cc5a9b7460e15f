"""Units: how each stands, for who leads it or administers the installation, and who may set it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from peewee import Case, ModelSelect, fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.models import Enrolment, Group, Guardianship, Link, SchoolImport, StaffMember, Unit
from webapp.schools.queries.links import linked_at
from webapp.schools.queries.standing import every_unit, is_current, managed_units_of, standing_of


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """How a unit stands: what is looked at first. `linked` counts the children to whom somebody is linked there."""

    unit: Unit
    children: int
    linked: int
    groups: int
    waiting: int
    uninvited: int
    imported_at: datetime | None

    @property
    def unlinked(self) -> int:
        return self.children - self.linked


def unit_summaries_of(person: Person) -> list[UnitSummary]:
    """How each of the units stands whose office or director this person is."""
    return summaries_of(managed_units_of(person))


def every_unit_summary() -> list[UnitSummary]:
    """How each unit of the installation stands, for an administrator: counts, no names."""
    return summaries_of(every_unit())


def summaries_of(units: Iterable[Unit]) -> list[UnitSummary]:
    """How these units stand, in five queries however many they are."""
    units = list(units)
    children = {unit_id: (going, linked) for unit_id, going, linked in children_counted(units).tuples()}
    groups, waiting, uninvited = (
        dict(query(units).tuples()) for query in (groups_counted, waiting_counted, uninvited_counted)
    )
    imported = last_imports(units)
    return [
        UnitSummary(
            unit,
            *children.get(unit.id, (0, 0)),
            groups.get(unit.id, 0),
            waiting.get(unit.id, 0),
            uninvited.get(unit.id, 0),
            imported.get(unit.id),
        )
        for unit in units
    ]


def children_counted(units: list[Unit]) -> ModelSelect:
    """How many children go to each of the units today, and to how many of them somebody is linked there."""
    linked = Case(None, [(fn.EXISTS(linked_at(Group.unit, Enrolment.child)), Enrolment.child_id)])
    return (
        Enrolment.select(Group.unit_id, fn.COUNT(Enrolment.child.distinct()), fn.COUNT(linked.distinct()))
        .join(Group)
        .where(Group.unit.in_(units), is_current(Enrolment, clock.today()))
        .group_by(Group.unit_id)
    )


def groups_counted(units: list[Unit]) -> ModelSelect:
    """How many groups each unit has."""
    return (
        Group.select(Group.unit_id, fn.COUNT(Group.id))
        .where(Group.unit.in_(units), Group.ended_on.is_null())
        .group_by(Group.unit_id)
    )


def waiting_counted(units: list[Unit]) -> ModelSelect:
    """How many links wait for each office."""
    return (
        Link.select(Link.unit_id, fn.COUNT(Link.id))
        .join(Guardianship)
        .where(Link.unit.in_(units), Link.ended_at.is_null(), Link.approved_at.is_null())
        .group_by(Link.unit_id)
    )


def uninvited_counted(units: list[Unit]) -> ModelSelect:
    """How many functions at each unit are held by somebody who was never invited."""
    return (
        StaffMember.select(StaffMember.unit_id, fn.COUNT(StaffMember.id))
        .where(StaffMember.unit.in_(units), StaffMember.person.is_null(), is_current(StaffMember, clock.today()))
        .group_by(StaffMember.unit_id)
    )


def last_imports(units: list[Unit]) -> dict[int, datetime]:
    """When a file of each unit was last put in; units without are left out."""
    rows = (
        SchoolImport.select(SchoolImport.unit_id, SchoolImport.applied_at)
        .where(SchoolImport.unit.in_(units), SchoolImport.applied_at.is_null(False))
        .order_by(SchoolImport.applied_at)
        .tuples()
    )
    return dict(rows)


def settable_units_of(person: Person) -> ModelSelect:
    """The units that this person leads as director; all of them for an administrator."""
    standing = standing_of(person)
    return Unit.select() if standing.is_admin else Unit.select().where(Unit.id.in_(standing.units_as("director")))


def settable_unit_of(person: Person, unit_id: int) -> Unit:
    """One of them; else DoesNotExist."""
    return settable_units_of(person).where(Unit.id == unit_id).get()


def unit_with_logo(unit_id: int) -> Unit:
    """A unit that shows a logo: anybody may see it, it stands on the sign-in page."""
    return Unit.select().where(Unit.id == unit_id, Unit.logo != "").get()
