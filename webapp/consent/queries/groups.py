"""Who of a group may be pictured, on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from peewee import ModelSelect

from webapp.consent.queries.outcomes import outcomes_of
from webapp.consent.rules.outcomes import NOT_HERE, Outcome, is_never_pictured
from webapp.core.db import among
from webapp.schools.models import Child, Enrolment, Group, Unit
from webapp.schools.queries.standing import is_current


@dataclass(frozen=True, slots=True)
class Pictured:
    """A child, and what the choices for it come to, by the purpose's key."""

    child: Child
    outcomes: dict[str, Outcome]

    @property
    def is_never_pictured(self) -> bool:
        return is_never_pictured(self.outcomes.values())

    def may_be(self, key: str) -> bool:
        """Whether it may be in a picture for this purpose."""
        return self.outcomes.get(key, NOT_HERE).is_allowed


def children_on(unit: Unit, group_ids: Iterable[int] | None, on: date) -> ModelSelect:
    """The children who were in these groups of a unit on a day (none: in any of its groups), by first name."""
    were = Enrolment.select(Enrolment.child).join(Group).where(Group.unit == unit, is_current(Enrolment, on))
    if group_ids is not None:
        were = were.where(Group.id.in_(list(group_ids)))
    return Child.select().where(Child.id.in_(were)).order_by(Child.given_name, Child.surname, Child.id)


def pictured_in(group: Group, on: date) -> list[Pictured]:
    """The children of a group on a day, by first name, each with what it may be pictured for."""
    children = list(children_on(group.unit, [group.id], on))
    outcomes = outcomes_of(group.unit, [child.id for child in children], on)
    return [Pictured(child, outcomes[child.id]) for child in children]


def never_pictured_in(unit: Unit, group_ids: Iterable[int], on: date) -> list[Child]:
    """The children of these groups of whom no picture at all is made: no guardian allowed anything."""
    children = list(children_on(unit, group_ids, on))
    outcomes = outcomes_of(unit, [child.id for child in children], on)
    return [child for child in children if is_never_pictured(outcomes[child.id].values())]


def not_allowed_in(unit: Unit, child_ids: Iterable[int], purpose: str, on: date) -> list[Child]:
    """Which of these children may not be in a picture of a unit for a purpose (its key) on a day, by first name."""
    ids = set(child_ids)
    outcomes = outcomes_of(unit, ids, on)
    refused = [id for id in ids if not outcomes[id].get(purpose, NOT_HERE).is_allowed]
    children = Child.select().where(among(Child.id, refused))
    return list(children.order_by(Child.given_name, Child.surname, Child.id))
