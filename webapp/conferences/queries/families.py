"""The families of a round: which invitations they have, and where they already are."""

from collections import defaultdict
from dataclasses import dataclass

from peewee import JOIN, ModelSelect

from webapp.conferences.models import Booking, Host, Invitation, Round, Slot
from webapp.conferences.queries.invitations import answerers_in, talking_at
from webapp.conferences.rules.families import families_of
from webapp.conferences.rules.slots import Talking


@dataclass(frozen=True, slots=True)
class Families:
    """Of a round: the family of each invitation, the people of each family, and where these people already are at
    talks of other rounds."""

    family: dict[int, int]
    people: dict[int, frozenset[int]]
    elsewhere: dict[int, tuple[Talking, ...]]


def standing_invitations_in(round: Round) -> list[Invitation]:
    """The invitations of a round that want a talk: not taken back, not declined; each with host, child and, where there
    is one, its booking."""
    is_booked = (Booking.invitation == Invitation.id) & Booking.ended_at.is_null()
    return list(
        Invitation.select(Invitation, Host, Booking, Slot)
        .join(Host)
        .join_from(Invitation, Booking, JOIN.LEFT_OUTER, on=is_booked, attr="booking")
        .join(Slot, JOIN.LEFT_OUTER)
        .where(Invitation.round == round, Invitation.withdrawn_at.is_null(), Invitation.declined_at.is_null())
        .order_by(Invitation.id)
    )


def families_in(round: Round, invitations: list[Invitation]) -> Families:
    """The families of these invitations of a round."""
    answering = people_in(round)
    family = families_of({one.id: answering.get(one.id, ()) for one in invitations})
    people: dict[int, set[int]] = defaultdict(set)
    for invitation, number in family.items():
        people[number] |= set(answering.get(invitation, ()))
    return Families(family, {number: frozenset(own) for number, own in people.items()}, elsewhere_of(round, people))


def people_in(round: Round) -> dict[int, list[int]]:
    """The numbers of who may answer each invitation of a round."""
    return {number: [person.id for person in people] for number, people in answerers_in(round).items()}


def elsewhere_of(round: Round, people: dict[int, set[int]]) -> dict[int, tuple[Talking, ...]]:
    """Where each family is at talks of other rounds, on the days of this one."""
    booked: dict[int, list[Booking]] = defaultdict(list)
    for booking in bookings_beside(round):
        booked[booking.invitation.round_id].append(booking)
    talks: dict[int, list[Talking]] = defaultdict(list)
    for bookings in booked.values():
        answering = people_in(bookings[0].invitation.round)
        for booking in bookings:
            for person in answering.get(booking.invitation_id, ()):
                talks[person].append(talking_at(booking.slot, booking.invitation.host))
    return {
        family: tuple(sorted({talk for person in own for talk in talks.get(person, ())}))
        for family, own in people.items()
    }


def bookings_beside(round: Round) -> ModelSelect:
    """The bookings of other rounds that stand, on the days of this one."""
    days = Slot.select(Slot.day).join(Host).where(Host.round == round).distinct()
    there = Slot.alias()
    return (
        Booking.select(Booking, there, Invitation, Host, Round)
        .join(there, on=(Booking.slot == there.id), attr="slot")
        .join_from(Booking, Invitation)
        .join(Host)
        .join_from(Invitation, Round)
        .where(there.day.in_(days), Invitation.round != round, Booking.ended_at.is_null())
        .where(Invitation.withdrawn_at.is_null(), Round.cancelled_at.is_null())
    )
