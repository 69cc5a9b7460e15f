"""Whose photo a person may see: who works with their child, their colleagues, and the parents they work for."""

from peewee import ModelSelect, fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.models import Enrolment, Group, Guardianship, Link, StaffMember
from webapp.schools.queries.groups import taught_group_ids_of
from webapp.schools.queries.standing import is_current, standing_of


def pictured_person_of(person: Person, person_id: int) -> Person:
    """Somebody with a photo that this person may see; DoesNotExist for any other and for who has none."""
    standing = standing_of(person)
    here = {place.unit_id for place in standing.places} | {f.unit_id for f in standing.functions if f.unit_id}
    works_here = StaffMember.select().where(
        StaffMember.person == Person.id, StaffMember.unit.in_(here), is_current(StaffMember, clock.today())
    )
    is_seen = (Person.id == person.id) | fn.EXISTS(works_here) | fn.EXISTS(guardianship_for_staff(person))
    return Person.select().where(Person.id == person_id, Person.photo != "", is_seen).get()


def guardianship_for_staff(person: Person) -> ModelSelect:
    """That somebody is linked to a child in a group, or at a unit, where this person works; for use in a query."""
    groups = Group.id.in_(taught_group_ids_of(person)) | Group.unit.in_(standing_of(person).managed_units)
    today = clock.today()
    return (
        Link.select(Link.id)
        .join(Guardianship)
        .join(Enrolment, on=(Enrolment.child == Guardianship.child))
        .join(Group, on=(Enrolment.group == Group.id) & (Group.unit == Link.unit))
        .where(Guardianship.person == Person.id, is_current(Guardianship, today), is_current(Enrolment, today))
        .where(Link.ended_at.is_null(), Link.approved_at.is_null(False), groups)
    )
