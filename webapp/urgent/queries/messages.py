"""Urgent messages: for who reads them, and for who answers for them."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from peewee import JOIN, ModelSelect, Value, fn

from webapp.accounts.models import Person
from webapp.core.db import KeptQuery, moment_of
from webapp.schools.models import Group, Unit
from webapp.schools.queries.standing import standing_of
from webapp.schools.rules.audiences import may_change
from webapp.urgent.models import Confirmation, UrgentAudience, UrgentMessage, UrgentReader, link_of


def messages_for(person: Person) -> ModelSelect:
    """The urgent messages that concerned a child of this person when they were sent, the newest first."""
    concerns = UrgentReader.select(UrgentReader.message).where(UrgentReader.person == person)
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
    person = value("person")
    return (
        UrgentMessage.select(
            *(UrgentMessage.id, UrgentMessage.title, UrgentMessage.body),
            *(UrgentMessage.sent_at, UrgentMessage.notification_id),
        )
        .join(UrgentReader)
        .where(UrgentMessage.expires_at > value("now"), UrgentMessage.ended_at.is_null())
        .where(UrgentReader.person == person)
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
    return [Bar(id, title, body, moment_of(at), n) for id, title, body, at, n in BARS.rows(person=person.id, now=now)]


def confirmed_at(person: Person, message: UrgentMessage) -> datetime | None:
    """When somebody confirmed that they read it."""
    row = Confirmation.get_or_none(Confirmation.person == person, Confirmation.message == message)
    return row and row.at


def messages_answered_for(person: Person) -> ModelSelect:
    """The messages that somebody sent, or that went to a unit whose office or director they are; the newest first."""
    mine = UrgentAudience.select(UrgentAudience.message).where(
        UrgentAudience.unit.in_(standing_of(person).managed_units)
    )
    return (
        UrgentMessage.select(UrgentMessage, Person)
        .join(Person)
        .where((UrgentMessage.author == person) | UrgentMessage.id.in_(mine))
        .order_by(UrgentMessage.id.desc())
    )


def message_answered_for(person: Person, message_id: int) -> UrgentMessage:
    """A message whose board this person may see: its author, or the office of all it went to; raises DoesNotExist."""
    message = messages_answered_for(person).where(UrgentMessage.id == message_id).get()
    units, standing = {unit_id for unit_id, *_ in audience_of(message)}, standing_of(person)
    works_at = set(standing.units_as("teacher", "office", "director"))
    if not may_change(person.id, message.author_id, units, works_at, set(standing.managed_units)):
        raise UrgentMessage.DoesNotExist
    return message


def audience_of(message: UrgentMessage) -> list[tuple[int, str, int | None, str | None]]:
    """For whom a message is: unit, its name, group and its name (none for the whole unit)."""
    rows = (
        UrgentAudience.select(UrgentAudience.unit_id, Unit.name, UrgentAudience.group_id, Group.name)
        .join(Unit)
        .join_from(UrgentAudience, Group, JOIN.LEFT_OUTER)
        .where(UrgentAudience.message == message)
        .order_by(UrgentAudience.id)
    )
    return list(rows.tuples())


def readers_by_message(message: UrgentMessage) -> list[Person]:
    """The guardians whom a message concerned, each once."""
    concerned = UrgentReader.select(UrgentReader.person).where(UrgentReader.message == message)
    return list(Person.select().where(Person.id.in_(concerned)).order_by(Person.id))


def messages_to_mail(now: datetime) -> ModelSelect:
    """The messages whose time has come to be mailed to who has not opened them."""
    return UrgentMessage.select().where(
        UrgentMessage.mail_at <= now,
        UrgentMessage.mailed_at.is_null(),
        UrgentMessage.ended_at.is_null(),
        UrgentMessage.expires_at > now,
    )
