"""Mail addresses that do not work, as the office of a unit sees them."""

from collections.abc import Iterable

from peewee import ModelSelect, fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.notifications.models import AddressTrouble
from webapp.schools.models import Child, Guardianship, Link
from webapp.schools.queries.standing import is_current, standing_of


def troubled_links() -> ModelSelect:
    """The links of those whom no mail reaches at their present address."""
    return (
        Link.select()
        .join(Guardianship)
        .join(Person)
        .join(AddressTrouble)
        .where(AddressTrouble.email == Person.email, Link.ended_at.is_null())
        .where(is_current(Guardianship, clock.today()))
    )


def troubled_addresses_seen_by(person: Person, unit_id: int) -> ModelSelect:
    """Whom no mail reaches, of those linked at a unit whose office or director this person is: a row for each child."""
    return (
        troubled_links()
        .select(
            Person.id.alias("person_id"),
            Person.name.alias("person_name"),
            Person.email,
            AddressTrouble.since,
            Child.id.alias("child_id"),
            Child.given_name,
            Child.infix,
            Child.surname,
        )
        .join_from(Guardianship, Child)
        .where(Link.unit == unit_id, Link.unit.in_(standing_of(person).managed_units))
        .order_by(Person.name, Person.id, Child.given_name, Child.id)
        .objects(Child)
    )


def troubled_people_counted(unit_ids: Iterable[int]) -> dict[int, int]:
    """How many people no mail reaches, for each of these units; units without are left out."""
    rows = (
        troubled_links()
        .select(Link.unit_id, fn.COUNT(Person.id.distinct()))
        .where(Link.unit.in_(list(unit_ids)))
        .group_by(Link.unit_id)
    )
    return dict(rows.tuples())
