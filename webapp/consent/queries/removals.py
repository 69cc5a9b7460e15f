"""Requests to take earlier pictures of a child away."""

from collections.abc import Iterable

from peewee import JOIN, Expression, ModelSelect

from webapp.accounts.models import Person
from webapp.consent.models import RemovalRequest
from webapp.schools.models import Child, Unit
from webapp.schools.queries.own_children import places_told_of
from webapp.schools.queries.standing import standing_of


def removals_where(is_meant: Expression) -> ModelSelect:
    """The requests that are meant, with child, unit and who asked; what waits first, then the newest."""
    return (
        RemovalRequest.select(RemovalRequest, Child, Unit, Person)
        .join(Child)
        .join_from(RemovalRequest, Unit)
        .join_from(RemovalRequest, Person, JOIN.LEFT_OUTER, on=RemovalRequest.asked_by)
        .where(is_meant)
        .order_by(RemovalRequest.answered_at.is_null().desc(), RemovalRequest.asked_at.desc(), RemovalRequest.id.desc())
    )


def removals_for(person: Person) -> ModelSelect:
    """The requests to the units whose office or director this person is."""
    return removals_where(RemovalRequest.unit.in_(standing_of(person).managed_units))


def removals_answered_by(person: Person, own_subjects: ModelSelect) -> ModelSelect:
    """The requests that this person answers: all of a unit for its office and director, and of whoever works there
    those about an own picture (`own_subjects`)."""
    standing = standing_of(person)
    works_at = RemovalRequest.unit.in_(standing.units_as("teacher", "office", "director"))
    is_manager = RemovalRequest.unit.in_(standing.managed_units)
    return removals_where(is_manager | (works_at & RemovalRequest.subject.in_(own_subjects)))


def removals_asked_by(person: Person) -> ModelSelect:
    """What this guardian asked about children of whom they are told everything, what waits first."""
    children = {place.child_id for place in places_told_of(person)}
    return removals_where((RemovalRequest.asked_by == person) & RemovalRequest.child.in_(children))


def removals_of(child_ids: Iterable[int], subjects: Iterable[str]) -> ModelSelect:
    """The requests about these subjects for these children, oldest first; ask only what somebody may see."""
    return (
        RemovalRequest.select()
        .where(RemovalRequest.child.in_(list(child_ids)), RemovalRequest.subject.in_(list(subjects)))
        .order_by(RemovalRequest.id)
    )


def removal_numbered(removals: ModelSelect, removal_id: int) -> RemovalRequest:
    """One of these requests; raises DoesNotExist for any other."""
    return removals.where(RemovalRequest.id == removal_id).get()


def waiting_among(subjects: Iterable[str]) -> list[RemovalRequest]:
    """The requests about exactly these subjects that nobody answered yet."""
    rows = RemovalRequest.select().where(RemovalRequest.subject.in_(list(subjects)))
    return list(rows.where(RemovalRequest.answered_at.is_null()).order_by(RemovalRequest.id))
