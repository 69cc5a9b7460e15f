"""Who belongs to a child: all that the office knows of it, and for a teacher how to reach them."""

from collections.abc import Iterable

from peewee import Expression, ModelSelect

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.models import Child, Enrolment, Group, Guardianship, Link, Unit
from webapp.schools.queries.children import has_not_ended
from webapp.schools.queries.standing import is_current, standing_of


def contacts_of(child_ids: Iterable[int], unit_ids: Iterable[int]) -> dict[int, list[Person]]:
    """Who is linked to each of these children at these units, and whose address is secret; nobody who still waits, and
    nothing of custody."""
    people = (
        Person.select(Person, Guardianship.child_id.alias("child_id"), Guardianship.has_secret_address)
        .join(Guardianship)
        .join(Link)
        .where(Guardianship.child.in_(list(child_ids)), is_current(Guardianship, clock.today()))
        .where(Link.unit.in_(list(unit_ids)), Link.ended_at.is_null(), Link.approved_at.is_null(False))
        .distinct()
        .order_by(Person.name, Person.id)
        .objects()
    )
    contacts: dict[int, list[Person]] = {}
    for person in people:
        contacts.setdefault(person.child_id, []).append(person)
    return contacts


def was_linked_at(unit_ids: Iterable[int]) -> Expression:
    """The condition that a guardian is or was linked at one of these units: an office sees nobody else's guardians."""
    return Guardianship.id.in_(Link.select(Link.guardianship).where(Link.unit.in_(list(unit_ids))))


def has_no_end_yet() -> Expression:
    """The condition that a guardianship holds today or later."""
    return Guardianship.ends_on.is_null() | (Guardianship.ends_on > clock.today())


def guardianships_of(child: Child, person: Person) -> ModelSelect:
    """Who belongs or belonged to the child at the units that this person manages, the present ones first."""
    return (
        Guardianship.select(Guardianship, Person)
        .join(Person)
        .where(Guardianship.child == child, was_linked_at(standing_of(person).managed_units))
        .order_by(Guardianship.ends_on.is_null().desc(), Guardianship.ends_on.desc(), Person.name, Guardianship.id)
    )


def managed_guardianship_of(person: Person, guardianship_id: int) -> Guardianship:
    """A guardianship that has not ended, of a child and at a unit that this person manages; else DoesNotExist."""
    units = standing_of(person).managed_units
    goes = Enrolment.select(Enrolment.child).join(Group).where(Group.unit.in_(units), has_not_ended(clock.today()))
    return (
        Guardianship.select(Guardianship, Child, Person)
        .join(Child)
        .join_from(Guardianship, Person)
        .where(Guardianship.id == guardianship_id, has_no_end_yet(), Child.id.in_(goes), was_linked_at(units))
        .get()
    )


def open_links_of(guardianships: Iterable[Guardianship]) -> dict[int, list[Link]]:
    """The open links of each of these guardianships with their unit, the waiting ones too."""
    links = (
        Link.select(Link, Unit)
        .join(Unit)
        .where(Link.guardianship.in_([guardianship.id for guardianship in guardianships]), Link.ended_at.is_null())
        .order_by(Unit.kind.desc(), Unit.name)
    )
    found: dict[int, list[Link]] = {}
    for link in links:
        found.setdefault(link.guardianship_id, []).append(link)
    return found


def links_ending_with(guardianship: Guardianship) -> list[Link]:
    """The open links of one guardianship, with all that is needed to end them and tell the person."""
    return list(
        Link.select(Link, Unit, Guardianship, Child, Person)
        .join(Unit)
        .join_from(Link, Guardianship)
        .join(Child)
        .join_from(Guardianship, Person)
        .where(Link.guardianship == guardianship, Link.ended_at.is_null())
        .order_by(Unit.kind.desc(), Unit.name)
    )
