"""Urgent messages: for who reads them, and for who answers for them."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from peewee import SQL, ModelSelect, Value, fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import KeptQuery, moment_of
from webapp.schools.queries.audiences import audience_named, reads_along
from webapp.schools.queries.standing import standing_of
from webapp.schools.rules.audiences import Part, without_overlap
from webapp.urgent.models import Confirmation, UrgentAudience, UrgentMessage, UrgentReader, link_of


def messages_for(person: Person) -> ModelSelect:
    """The urgent messages that concerned a child of this person when they were sent, the newest first."""
    concerns = UrgentReader.select(UrgentReader.message).where(
        UrgentReader.person == person, reads_along(UrgentReader.child, UrgentReader.person, clock.today())
    )
    return (
        UrgentMessage.select(UrgentMessage, Person)
        .join(Person)
        .where(UrgentMessage.id.in_(concerns))
        .order_by(UrgentMessage.id.desc())
    )


def message_for(person: Person, message_id: int) -> UrgentMessage:
    """One of them; raises DoesNotExist for any other."""
    return messages_for(person).where(UrgentMessage.id == message_id).get()


class Bar(NamedTuple):
    """A red bar: what is urgent, and not confirmed yet."""

    id: int
    title: str
    body: str
    sent_at: datetime
    notification_id: int

    @property
    def link(self) -> str:
        return link_of(self.id, self.notification_id)


def bars_query(value: Callable[[str], Value]) -> ModelSelect:
    person, today = value("person"), value("today")
    return (
        UrgentMessage.select(
            *(UrgentMessage.id, UrgentMessage.title, UrgentMessage.body),
            *(UrgentMessage.sent_at, UrgentMessage.notification_id),
        )
        .join(UrgentReader)
        .where(UrgentMessage.expires_at > value("now"), UrgentMessage.ended_at.is_null())
        .where(UrgentReader.person == person, reads_along(UrgentReader.child, UrgentReader.person, today))
        .where(
            ~fn.EXISTS(
                Confirmation.select(Confirmation.id).where(
                    Confirmation.message == UrgentMessage.id, Confirmation.person == person
                )
            )
        )
        .distinct()
        .order_by(UrgentMessage.id.desc())
    )


BARS = KeptQuery(bars_query)


def bars_of(person: Person, now: datetime) -> list[Bar]:
    """What stands in red on top of this person's feed: not confirmed, not ended, not over; the newest first."""
    rows = BARS.rows(person=person.id, now=now, today=clock.today())
    return [Bar(id, title, body, moment_of(at), n) for id, title, body, at, n in rows]


def confirmed_at(person: Person, message: UrgentMessage) -> datetime | None:
    """When somebody confirmed that they read it."""
    row = Confirmation.get_or_none(Confirmation.person == person, Confirmation.message == message)
    return row and row.at


def messages_answered_for(person: Person) -> ModelSelect:
    """The messages whose board somebody may see, the newest first: who sent them and works there still, and the office
    of all they went to (`may_change`, as one query)."""
    standing = standing_of(person)
    managed, works_at = standing.managed_units, standing.units_as("teacher", "office", "director")
    elsewhere = UrgentAudience.select(UrgentAudience.message).where(UrgentAudience.unit.not_in(list(managed)))
    at_work = UrgentAudience.select(UrgentAudience.message).where(UrgentAudience.unit.in_(list(works_at)))
    is_own = (UrgentMessage.author == person) & UrgentMessage.id.in_(at_work)
    of_office = UrgentMessage.id.not_in(elsewhere) if managed else SQL("1 = 0")
    return (
        UrgentMessage.select(UrgentMessage, Person)
        .join(Person)
        .where(is_own | of_office)
        .order_by(UrgentMessage.id.desc())
    )


def message_answered_for(person: Person, message_id: int) -> UrgentMessage:
    """One of them; raises DoesNotExist for any other."""
    return messages_answered_for(person).where(UrgentMessage.id == message_id).get()


def audience_of(message: UrgentMessage) -> list[tuple[int, str, int | None, str | None]]:
    """For whom a message is: unit, its name, group and its name (none for the whole unit)."""
    return audience_named(UrgentAudience, UrgentAudience.message == message)


def parts_of(message: UrgentMessage) -> list[Part]:
    """For whom a message is, in a fixed order."""
    return without_overlap(Part(unit_id, group_id) for unit_id, _unit, group_id, _group in audience_of(message))


def readers_by_message(message: UrgentMessage) -> list[Person]:
    """The guardians whom a message concerned and who still read along, each once."""
    concerned = UrgentReader.select(UrgentReader.person).where(
        UrgentReader.message == message, reads_along(UrgentReader.child, UrgentReader.person, clock.today())
    )
    return list(Person.select().where(Person.id.in_(concerned)).order_by(Person.id))


def messages_to_mail(now: datetime) -> ModelSelect:
    """The messages whose time has come to be mailed to who has not opened them."""
    return UrgentMessage.select().where(
        UrgentMessage.mail_at <= now,
        UrgentMessage.mailed_at.is_null(),
        UrgentMessage.ended_at.is_null(),
    )
