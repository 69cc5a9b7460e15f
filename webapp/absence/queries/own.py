"""A guardian's own children, each with where it is reported and what may be chosen there."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.absence.models import Absence, AbsenceSettings
from webapp.absence.queries.settings import reasons_of_units, settings_of_units
from webapp.absence.rules.reports import Reason
from webapp.accounts.models import Person
from webapp.schools.models import Child, Unit
from webapp.schools.queries.own_children import guardians_of, own_children_of, places_told_of


@dataclass(frozen=True, slots=True)
class OwnChild:
    """A child, the names of its groups, the unit where it is reported (none where no unit takes part) with the reasons
    there, and the units that want it another way, each with what it says."""

    child: Child
    groups: tuple[str, ...]
    unit: Unit | None
    reasons: tuple[Reason, ...]
    elsewhere: tuple[tuple[Unit, str], ...]

    @property
    def id(self) -> int:
        return self.child.id


def own_children_to_report(person: Person) -> list[OwnChild]:
    """The children of whom this guardian is told everything; as many queries for one unit as for three."""
    places = places_told_of(person)
    units = list(
        Unit.select().where(Unit.id.in_({place.unit_id for place in places})).order_by(Unit.kind.desc(), Unit.name)
    )
    settings = settings_of_units(units)
    reasons = reasons_of_units(unit for unit in units if settings[unit.id].is_on)
    cards = []
    for child in own_children_of(person):
        own = [place for place in places if place.child_id == child.id]
        at = [unit for unit in units if unit.id in {place.unit_id for place in own}]
        unit = next((unit for unit in at if settings[unit.id].is_on), None)
        groups = tuple(dict.fromkeys(place.group_name for place in own))
        cards.append(OwnChild(child, groups, unit, tuple(reasons[unit.id]) if unit else (), own_ways(at, settings)))
    return cards


def own_ways(units: Iterable[Unit], settings: dict[int, AbsenceSettings]) -> tuple[tuple[Unit, str], ...]:
    """The units that do not take part, each with its own text."""
    return tuple((unit, settings[unit.id].own_text) for unit in units if not settings[unit.id].is_on)


def chosen_among(own: Iterable[OwnChild], child_ids: Iterable[int]) -> list[OwnChild]:
    """Those of a guardian's children that were chosen and can be reported."""
    ids = set(child_ids)
    return [one for one in own if one.unit and one.id in ids]


def reasons_for(children: Iterable[OwnChild]) -> list[Reason]:
    """What may be chosen for one of these children, each reason once."""
    found: dict[str, Reason] = {}
    for one in children:
        for reason in one.reasons:
            found.setdefault(reason.key, reason)
    return list(found.values())


def units_to_phone(children: Iterable[OwnChild], reason_key: str) -> list[Unit]:
    """The units of these children that want to hear this reason by phone."""
    found = {
        one.unit.id: one.unit
        for one in children
        if one.unit and any(reason.key == reason_key and reason.by_phone_only for reason in one.reasons)
    }
    return list(found.values())


def has_other_guardians(person: Person, absences: Iterable[Absence]) -> bool:
    """Whether somebody else reads along about one of the children of these reports."""
    return any(guardians_of(absence.child).where(Person.id != person.id).exists() for absence in absences)
