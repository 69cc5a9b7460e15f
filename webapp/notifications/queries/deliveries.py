"""What was sent to whom, by which way, and what came of it."""

from collections.abc import Iterable

from peewee import JOIN, SQL, Expression, ModelSelect

from webapp.accounts.models import Person
from webapp.core.mail import OutgoingMail
from webapp.notifications.models import AddressTrouble, Delivery, Device, Notification, Opening
from webapp.notifications.rules import KINDS, URGENT
from webapp.schools.models import Guardianship, Link
from webapp.schools.queries.standing import standing_of


def deliveries_of(notification: Notification) -> list[Delivery]:
    """Every delivery of a notification, with its person."""
    return list(
        Delivery.select(Delivery, Person)
        .join(Person)
        .where(Delivery.notification == notification)
        .order_by(Person.name, Delivery.id)
    )


def opened_by(notification: Notification) -> set[int]:
    """Who opened what a notification was about."""
    rows = Opening.select(Opening.person_id).where(Opening.notification == notification)
    return {person_id for (person_id,) in rows.tuples()}


def mailed_people(notification: Notification, person_ids: Iterable[int]) -> set[int]:
    """Who of these people have a mail of a notification already."""
    rows = Delivery.select(Delivery.person_id).where(
        Delivery.notification == notification, Delivery.channel == "mail", Delivery.person.in_(list(person_ids))
    )
    return {person_id for (person_id,) in rows.tuples()}


def concerns_unit(unit_id: int) -> Expression:
    """The condition that a delivery is one of a unit: told by it alone, or with others to who is linked there."""
    linked = (
        Guardianship.select(Guardianship.person)
        .join(Link)
        .where(Link.unit == unit_id, Link.ended_at.is_null(), Link.approved_at.is_null(False))
    )
    is_of_several = Notification.unit.is_null() & Notification.kind.in_([*KINDS, URGENT])
    return (Notification.unit == unit_id) | (is_of_several & Delivery.person.in_(linked))


def deliveries_seen_by(person: Person, unit_id: int, only_failed: bool = False) -> ModelSelect:
    """What a unit whose office or director this person is sent, the newest first, with person, device and mail."""
    rows = (
        Delivery.select(Delivery, Notification, Person, Device, OutgoingMail)
        .join(Notification)
        .join_from(Delivery, Person)
        .join_from(Delivery, Device, JOIN.LEFT_OUTER)
        .join_from(Delivery, OutgoingMail, JOIN.LEFT_OUTER)
        .where(concerns_unit(unit_id) if unit_id in standing_of(person).managed_units else SQL("1 = 0"))
        .order_by(Delivery.id.desc())
    )
    return rows.where(Delivery.state.in_(["failed", "skipped"])) if only_failed else rows


def troubled_among(person_ids: Iterable[int]) -> set[int]:
    """Whose mail of these people does not arrive at their present address."""
    rows = (
        AddressTrouble.select(AddressTrouble.person_id)
        .join(Person)
        .where(AddressTrouble.person.in_(list(person_ids)), AddressTrouble.email == Person.email)
    )
    return {person_id for (person_id,) in rows.tuples()}


def address_trouble_of(person: Person) -> AddressTrouble | None:
    """Why mail to somebody's present address does not arrive, or None."""
    return AddressTrouble.get_or_none(AddressTrouble.person == person, AddressTrouble.email == person.email)
