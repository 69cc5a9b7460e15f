"""To whom somebody may send an urgent message, and whom that reaches, by which way."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.accounts.models import Person
from webapp.notifications.queries.deliveries import troubled_among
from webapp.notifications.queries.devices import living_devices_of
from webapp.schools.queries.audiences import Choice, choices_of, readers_of
from webapp.schools.queries.standing import standing_of
from webapp.schools.rules.audiences import Part, families_of


@dataclass(frozen=True, slots=True)
class UrgentReach:
    """Whom a message reaches: families and guardians, on how many devices, by how many mails at once, how many have
    only an address that does not work, and of how many children nobody is linked."""

    children: int
    families: int
    guardians: int
    devices: int
    mails: int
    troubled: int
    unreached: int


def urgent_choices_of(person: Person) -> list[Choice]:
    """To whom this person may send an urgent message: a teacher to the own groups, the office to each group of its
    unit, a director to the whole unit besides."""
    led = standing_of(person).units_as("director")
    return [choice for choice in choices_of(person) if choice.part.group_id or choice.part.unit_id in led]


def concerned_by(parts: Iterable[Part]) -> list[tuple[int, int | None]]:
    """Each child of an audience with each guardian who reads along; (child, None) only where nobody does."""
    pairs = sorted(readers_of(parts).tuples(), key=lambda pair: (pair[0], pair[1] or 0))
    reached = {child for child, person in pairs if person}
    return [(child, person) for child, person in pairs if person or child not in reached]


def urgent_reach_of(parts: Iterable[Part]) -> UrgentReach:
    """How many families, guardians, devices and mails a message to this audience goes to; families are counted only
    where somebody is linked."""
    concerned = concerned_by(parts)
    linked = [(child, person) for child, person in concerned if person]
    guardians = {person for _, person in linked}
    devices = living_devices_of(guardians)
    by_mail = guardians - {device.person_id for device in devices}
    troubled = troubled_among(by_mail)
    return UrgentReach(
        children=len({child for child, _ in concerned}),
        families=len(families_of({child for child, _ in linked}, linked)),
        guardians=len(guardians),
        devices=len(devices),
        mails=len(by_mail - troubled),
        troubled=len(troubled),
        unreached=sum(person is None for _, person in concerned),
    )
