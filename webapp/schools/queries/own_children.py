"""A guardian's own children, and everybody who has to know something of one child."""

from collections.abc import Iterable
from datetime import date

from peewee import ModelSelect

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import among
from webapp.schools.models import Child, Enrolment, Group, Guardianship, StaffMember, Teaching, Unit
from webapp.schools.queries.audiences import reads_along
from webapp.schools.queries.standing import PLACE_COLUMNS, Place, is_current, linked_places, standing_of


def places_told_of(person: Person) -> list[Place]:
    """Where this person's children go, of whom they are told everything (law.md 15)."""
    return [place for place in standing_of(person).places if place.information == "full"]


def places_told_to(person_ids: Iterable[int]) -> dict[int, list[Place]]:
    """The same of many people at once; who has no such child is not in it."""
    rows = (
        linked_places(clock.today(), Guardianship.person_id, Child.id, Child.given_name, *PLACE_COLUMNS)
        .where(among(Guardianship.person, person_ids), Guardianship.information == "full")
        .order_by(Child.given_name, Child.id, Unit.kind.desc(), Unit.id, Unit.name, Group.id)
    )
    found: dict[int, list[Place]] = {}
    for person_id, *place in rows.tuples():
        found.setdefault(person_id, []).append(Place(*place))
    return found


def own_children_of(person: Person) -> ModelSelect:
    """The children of whom this person is told everything, by first name."""
    return (
        Child.select()
        .where(Child.id.in_({place.child_id for place in places_told_of(person)}))
        .order_by(Child.given_name, Child.id)
    )


def child_of(person: Person, child_id: int) -> Child:
    """One of them; raises DoesNotExist for any other child."""
    return own_children_of(person).where(Child.id == child_id).get()


def own_units_of(person: Person, child: Child, kind: str | None = None) -> list[Unit]:
    """The units at which this person is linked to the child, schools first; of one kind (`school`, `bso`) if asked."""
    ids = {place.unit_id for place in places_told_of(person) if place.child_id == child.id}
    units = Unit.select().where(Unit.id.in_(ids)).order_by(Unit.kind.desc(), Unit.name)
    return list(units.where(Unit.kind == kind) if kind else units)


def units_of(child: Child, day: date) -> list[Unit]:
    """The units to which the child goes on a day, schools first."""
    return list(
        Unit.select()
        .join(Group)
        .join(Enrolment)
        .where(Enrolment.child == child, is_current(Enrolment, day))
        .distinct()
        .order_by(Unit.kind.desc(), Unit.name)
    )


def guardians_of(child: Child, unit: Unit | None = None) -> ModelSelect:
    """Who reads along about the child: linked, told everything, with a working account; at one unit if asked."""
    return (
        Person.select()
        .where(reads_along(child, Person.id, clock.today(), unit))
        .where(Person.activated_at.is_null(False), Person.blocked_at.is_null())
        .order_by(Person.id)
    )


def staff_concerned_with(child: Child, unit_ids: Iterable[int], day: date) -> ModelSelect:
    """The teachers of the child's groups at these units on a day, and the units' office."""
    unit_ids = list(unit_ids)
    groups = (
        Enrolment.select(Enrolment.group)
        .join(Group)
        .where(Enrolment.child == child, Group.unit.in_(unit_ids), is_current(Enrolment, day))
    )
    teaches = StaffMember.id.in_(Teaching.select(Teaching.staff_member).where(Teaching.group.in_(groups)))
    is_office = (StaffMember.role == "office") & StaffMember.unit.in_(unit_ids)
    people = StaffMember.select(StaffMember.person).where(is_current(StaffMember, day), teaches | is_office)
    return (
        Person.select()
        .where(Person.id.in_(people), Person.activated_at.is_null(False), Person.blocked_at.is_null())
        .order_by(Person.id)
    )
