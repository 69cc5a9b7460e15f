"""Where a child is and was, for the office and director of its units."""

from peewee import ModelSelect

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.models import Child, Enrolment, Group, Unit
from webapp.schools.queries.children import has_not_ended
from webapp.schools.queries.groups import taught_group_ids_of
from webapp.schools.queries.standing import is_current, standing_of


def enrolments_of(child: Child, person: Person) -> ModelSelect:
    """Where the child is and was, at the units that this person manages, the latest first."""
    return (
        Enrolment.select(Enrolment, Group, Unit)
        .join(Group)
        .join(Unit)
        .where(Enrolment.child == child, Unit.id.in_(standing_of(person).managed_units))
        .order_by(Enrolment.ends_on.is_null().desc(), Enrolment.starts_on.desc(), Enrolment.id.desc())
    )


def groups_shared_with(person: Person, child: Child) -> ModelSelect:
    """The groups of this person that the child is in today, with their unit."""
    return (
        Group.select(Group, Unit)
        .join(Unit)
        .join_from(Group, Enrolment)
        .where(Enrolment.child == child, is_current(Enrolment, clock.today()))
        .where(Group.id.in_(taught_group_ids_of(person)))
        .order_by(Group.name)
    )


def managed_enrolment_of(person: Person, enrolment_id: int) -> Enrolment:
    """An enrolment that has not ended, at a unit whose office or director this person is; else DoesNotExist."""
    return (
        Enrolment.select(Enrolment, Group, Child, Unit)
        .join(Group)
        .join(Unit)
        .join_from(Enrolment, Child)
        .where(Enrolment.id == enrolment_id, has_not_ended(clock.today()))
        .where(Unit.id.in_(standing_of(person).managed_units))
        .get()
    )
