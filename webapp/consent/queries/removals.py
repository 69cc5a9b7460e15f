"""Requests to take earlier pictures of a child away."""

from collections.abc import Iterable

from peewee import ModelSelect

from webapp.accounts.models import Person
from webapp.consent.models import RemovalRequest
from webapp.schools.models import Child, Unit
from webapp.schools.queries.standing import standing_of


def removals_for(person: Person) -> ModelSelect:
    """The requests to the units whose office or director this person is, what waits first."""
    return (
        RemovalRequest.select(RemovalRequest, Child, Unit)
        .join(Child)
        .join_from(RemovalRequest, Unit)
        .where(RemovalRequest.unit.in_(standing_of(person).managed_units))
        .order_by(RemovalRequest.answered_at.is_null().desc(), RemovalRequest.asked_at.desc(), RemovalRequest.id.desc())
    )


def removals_of(child_ids: Iterable[int], subjects: Iterable[str]) -> ModelSelect:
    """The requests about these subjects for these children, oldest first; ask only what somebody may see."""
    return (
        RemovalRequest.select()
        .where(RemovalRequest.child.in_(list(child_ids)), RemovalRequest.subject.in_(list(subjects)))
        .order_by(RemovalRequest.id)
    )
