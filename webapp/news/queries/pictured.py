"""Who of an audience may be in a photo there, today."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.consent.queries.outcomes import outcomes_at
from webapp.consent.rules.outcomes import NOT_HERE, Outcome, is_never_pictured
from webapp.core import clock
from webapp.core.db import among
from webapp.schools.models import Child, Unit
from webapp.schools.queries.audiences import places_in
from webapp.schools.rules.audiences import Part

PURPOSE = "portal"
MOST_IN_SIGHT = 45  # more children than this are found by their name


@dataclass(frozen=True, slots=True)
class Pictured:
    """A child and what its guardians' choices come to for a post: `covered_by` are the entries that allow it.
    `is_elsewhere`: the post is not for it."""

    child: Child
    is_allowed: bool
    is_never: bool = False
    covered_by: tuple[int, ...] = ()
    is_elsewhere: bool = False


def child_ids_in(parts: Iterable[Part]) -> set[int]:
    """The children that a post to this audience is for, today."""
    return {child_id for child_id, _unit_id in places_in(parts).tuples()}


def children_by_name(child_ids: Iterable[int]) -> list[Child]:
    return list(Child.select().where(among(Child.id, child_ids)).order_by(Child.given_name, Child.surname, Child.id))


def pictured_in(parts: Iterable[Part]) -> dict[int, Pictured]:
    """The children of an audience by first name, each with whether a photo may show it: allowed at every unit of the
    audience to which it goes."""
    parts, today = list(parts), clock.today()
    ids = sorted(child_ids_in(parts))
    found: dict[int, list[dict[str, Outcome]]] = {id: [] for id in ids}
    units = list(Unit.select().where(Unit.id.in_({part.unit_id for part in parts})).order_by(Unit.id))
    for of_children in outcomes_at(units, ids, today).values() if ids else ():
        for id, outcomes in of_children.items():
            if goes_there(outcomes):
                found[id].append(outcomes)
    return {child.id: pictured(child, found[child.id]) for child in children_by_name(ids)}


def goes_there(outcomes: dict[str, Outcome]) -> bool:
    """Whether a child goes to the unit that these outcomes are of; of one that asks nothing it is taken that it does,
    for nothing is allowed there."""
    return not outcomes or any(outcome is not NOT_HERE for outcome in outcomes.values())


def pictured(child: Child, outcomes: list[dict[str, Outcome]]) -> Pictured:
    """One child, from what was chosen at each of its units."""
    asked = [of_unit.get(PURPOSE, NOT_HERE) for of_unit in outcomes]
    return Pictured(
        child,
        is_allowed=bool(asked) and all(outcome.is_allowed for outcome in asked),
        is_never=is_never_pictured(outcome for of_unit in outcomes for outcome in of_unit.values()),
        covered_by=tuple(sorted({entry.number for outcome in asked for entry in outcome.standing})),
    )
