"""Whose phone number other parents of a group see: of who said so there, and as long as it is still their group."""

from collections.abc import Iterable
from dataclasses import dataclass

from peewee import Expression, ModelSelect, fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.directory.models import PhoneSharing
from webapp.directory.rules import is_meant
from webapp.schools.models import Child, Enrolment, Group, Guardianship, Link, Unit
from webapp.schools.queries.own_children import places_told_of
from webapp.schools.queries.standing import is_current


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """A group of own children, and whether this guardian shares the phone number there; `is_hidden` when the school
    shows it to nobody all the same, for the address is secret."""

    id: int
    name: str
    unit_id: int
    unit_name: str
    children: tuple[str, ...]
    is_shared: bool
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """A child in a group's list, with the guardians whose number may be seen."""

    child: Child
    guardians: tuple[Person, ...]

    @property
    def names(self) -> list[str]:
        return [self.child.name, *(person.name for person in self.guardians)]


def own_groups_of(person: Person) -> list[OwnGroup]:
    """The groups of the children of whom this person is told everything, with what they chose there."""
    children: dict[tuple[int, str, int, str], list[str]] = {}
    for place in places_told_of(person):
        group = (place.group_id, place.group_name, place.unit_id, place.unit_name)
        children.setdefault(group, []).append(place.given_name)
    shared = groups_shared_by(person) if children else {}
    is_hidden = any(shared.values())
    return [OwnGroup(*group, tuple(names), group[0] in shared, is_hidden) for group, names in children.items()]


def own_group_of(person: Person, group_id: int) -> Group:
    """One of them; raises DoesNotExist for any other group."""
    ids = {place.group_id for place in places_told_of(person)}
    return Group.select(Group, Unit).join(Unit).where(Group.id == group_id, Group.id.in_(ids)).get()


def shared_places() -> ModelSelect:
    """Every choice to share that still counts, with the child by which the guardian belongs to the group.

    It ends by itself when the child leaves the group, or the guardian no longer reads along there; who comes back
    chooses anew.
    """
    today, chosen_at = clock.today(), PhoneSharing.changed_at
    is_in_group = (Enrolment.group == PhoneSharing.group) & is_current(Enrolment, today)
    belongs = (Guardianship.child == Child.id) & (Guardianship.person == PhoneSharing.person)
    is_linked = (
        (Link.guardianship == Guardianship.id)
        & (Link.unit == Group.unit)
        & Link.ended_at.is_null()
        & (Link.approved_at <= chosen_at)
    )
    return (
        PhoneSharing.select(PhoneSharing.group)
        .join(Group)
        .join_from(PhoneSharing, Enrolment, on=is_in_group & (Enrolment.starts_on <= chosen_at))
        .join_from(Enrolment, Child)
        .join_from(Child, Guardianship, on=belongs & is_current(Guardianship, today))
        .join_from(Guardianship, Link, on=is_linked)
        .join_from(PhoneSharing, Person)
        .where(PhoneSharing.is_shared, Guardianship.information == "full")
    )


def groups_shared_by(person: Person) -> dict[int, bool]:
    """The groups where this guardian lets other parents see the number, each with whether it is hidden all the same."""
    rows = shared_places().select_extend(is_secret(PhoneSharing.person)).where(PhoneSharing.person == person)
    return {group_id: bool(is_hidden) for group_id, is_hidden in rows.tuples()}


def has_secret_address(person: Person) -> bool:
    """Whether the office recorded that this person, or a child of theirs, has a secret address."""
    return Person.select().where(Person.id == person.id, is_secret(Person.id)).exists()


def is_secret(person_id: object) -> Expression:
    """The condition that nothing of somebody, nor of a child of theirs, may be shown to another parent."""
    guardianship, child = Guardianship.alias(), Child.alias()
    return fn.EXISTS(
        guardianship.select(guardianship.id)
        .join(child, on=(child.id == guardianship.child))
        .where(guardianship.person == person_id, is_current(guardianship, clock.today()))
        .where(guardianship.has_secret_address | child.has_secret_address)
    )


def is_of_other_household(person: Person) -> Expression:
    """The condition that somebody belongs to a child of this person, in another household: what is known of the one is
    closed for the other (law.md 16)."""
    own, other = Guardianship.alias(), Guardianship.alias()
    today = clock.today()
    return fn.EXISTS(
        other.select(other.id)
        .join(own, on=(own.child == other.child))
        .where(own.person == person, other.person == Person.id, is_current(own, today), is_current(other, today))
        .where(own.household != "", other.household != "", own.household != other.household)
    )


def families_in(group: Group, person: Person, search: str = "") -> list[Family]:
    """The families of a group of whom a guardian shares the number with its parents, as this parent sees them, by the
    children's first names; ask only for who has a child there."""
    rows = (
        shared_places()
        .select(Child, Person.id.alias("person_id"), Person.name.alias("person_name"), Person.phone)
        .where(PhoneSharing.group == group, Person.phone != "", ~Child.has_secret_address)
        .where(Person.activated_at.is_null(False), Person.blocked_at.is_null())
        .where(~is_secret(Person.id), ~is_of_other_household(person))
        .distinct()
        .order_by(Child.given_name, Child.surname, Child.id, Person.name, Person.id)
        .dicts()
    )
    return [family for family in gathered(rows) if is_meant(search, family.names)]


def gathered(rows: Iterable[dict]) -> list[Family]:
    """One family for each child."""
    children: dict[int, tuple[Child, list[Person]]] = {}
    for row in rows:
        person = Person(id=row.pop("person_id"), name=row.pop("person_name"), phone=row.pop("phone"))
        children.setdefault(row["id"], (Child(**row), []))[1].append(person)
    return [Family(child, tuple(people)) for child, people in children.values()]
