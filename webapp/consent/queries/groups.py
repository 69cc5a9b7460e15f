"""Who of a group may be pictured, on a day."""

from collections.abc import Iterable
from datetime import date

from peewee import ModelSelect

from webapp.consent.queries.outcomes import outcomes_of
from webapp.consent.rules.outcomes import NOT_HERE, is_never_pictured
from webapp.core.db import among
from webapp.schools.models import Child, Enrolment, Group, Unit
from webapp.schools.queries.standing import is_current


def children_on(unit: Unit, group_ids: Iterable[int], on: date) -> ModelSelect:
    """The children who were in these groups of a unit on a day, by first name."""
    were = (
        Enrolment.select(Enrolment.child)
        .join(Group)
        .where(Group.unit == unit, Group.id.in_(list(group_ids)), is_current(Enrolment, on))
    )
    return Child.select().where(Child.id.in_(were)).order_by(Child.given_name, Child.surname, Child.id)


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
