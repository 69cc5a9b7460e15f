"""Invitations and who may answer them."""

from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from peewee import JOIN, Expression, ModelSelect, Value, fn

from webapp.accounts.models import Person
from webapp.conferences.models import Booking, Host, Invitation, Round, Slot
from webapp.conferences.queries.rounds import is_run_by, receives_in
from webapp.conferences.rules.slots import Talking
from webapp.core import clock
from webapp.schools.models import Child, Guardianship, Unit
from webapp.schools.queries.audiences import reads_along
from webapp.schools.queries.own_children import guardians_of, places_told_of
from webapp.schools.queries.standing import is_current

KEPT_IN_VIEW = timedelta(days=60)


def invitations_of(person: Person) -> ModelSelect:
    """What this guardian is invited to: of the own children, in rounds that were published and not cancelled; not what
    is for the other parent. With round, host, child and, where there is one, the booking (`.booking`)."""
    return told_invitations_of(person).where(Round.cancelled_at.is_null())


def told_invitations_of(person: Person) -> ModelSelect:
    """The same, also in rounds that were called off since."""
    told = [(Invitation.child == place.child_id) & (Round.unit == place.unit_id) for place in places_told_of(person)]
    return (
        invitations()
        .where(reduce(or_, told, Value(value=1) == 0))  # of this child at this school: a pair, not one of each
        .where(Invitation.person.is_null() | (Invitation.person == person), is_for_household_of(person.id))
        .where(Round.published_at.is_null(False))
    )


def is_for_household_of(person: Any) -> Expression:
    """The condition that an invitation is for all households of the child, or for the one of this person."""
    own = Guardianship.alias()
    belongs = own.select(own.id).where(
        own.child == Invitation.child, own.person == person, own.household == Invitation.household,
        is_current(own, clock.today()),
    )  # fmt: skip
    return (Invitation.household == "") | fn.EXISTS(belongs)


def invitation_of(person: Person, invitation_id: int) -> Invitation:
    """One of them; raises DoesNotExist for any other, also for one of the other parent."""
    return invitations_of(person).where(Invitation.id == invitation_id).get()


def told_invitation_of(person: Person, invitation_id: int) -> Invitation:
    """To look at: also of a round that was called off; raises DoesNotExist for any other."""
    return told_invitations_of(person).where(Invitation.id == invitation_id).get()


def current_invitations_of(person: Person) -> list[Invitation]:
    """What this guardian is invited to, the newest round first, and what was until two months ago; also what was
    called off."""
    recent = told_invitations_of(person).where(Round.changes_until > clock.now() - KEPT_IN_VIEW)
    return list(recent.order_by(Round.opens_at.desc(), Round.id.desc(), Child.given_name, Invitation.id))


def booking_told(invitation: Invitation) -> Booking | None:
    """The time of an invitation, where parents may know it: in a draw or a plan only once it was announced."""
    return invitation.booking if invitation.round.shows_times() else None


def staff_invitation_of(person: Person, invitation_id: int) -> Invitation:
    """An invitation of a round that this person runs, or with a host that this person is; else DoesNotExist."""
    return invitations().where(Invitation.id == invitation_id, is_run_by(person) | receives_in(person)).get()


def invitations() -> ModelSelect:
    """Those that stand, each with all that belongs to it; by the child's first name."""
    is_booked = (Booking.invitation == Invitation.id) & Booking.ended_at.is_null()
    return (
        Invitation.select(Invitation, Round, Unit, Host, Child, Booking, Slot)
        .join(Round)
        .join(Unit)
        .join_from(Invitation, Host)
        .join_from(Invitation, Child)
        .join_from(Invitation, Booking, JOIN.LEFT_OUTER, on=is_booked, attr="booking")
        .join(Slot, JOIN.LEFT_OUTER)
        .where(Invitation.withdrawn_at.is_null())
        .order_by(Child.given_name, Child.id, Invitation.id)
    )


def answerers_of(invitation: Invitation) -> list[Person]:
    """Who may answer an invitation and hears of it: who reads along at that unit, of those the ones in
    its household, or the one guardian it is for."""
    people = guardians_of(invitation.child, invitation.round.unit)
    if invitation.household:
        people = people.where(Person.id.in_(people_in(invitation.child, invitation.household)))
    return [person for person in people if invitation.person_id in (None, person.id)]


def people_in(child: Child, household: str) -> ModelSelect:
    """Who belongs to the child today in this household; for use in a query."""
    return Guardianship.select(Guardianship.person).where(
        Guardianship.child == child, Guardianship.household == household, is_current(Guardianship, clock.today())
    )


def answerers_in(round: Round) -> dict[int, list[Person]]:
    """Who may answer each invitation of a round that stands (`answerers_of` for all of them in one question)."""
    rows = (
        Person.select(Person, Invitation.id.alias("invitation_id"))
        .join(Guardianship)
        .join(Invitation, on=(Invitation.child == Guardianship.child))
        .where(Invitation.round == round, Invitation.withdrawn_at.is_null())
        .where(Invitation.person.is_null() | (Invitation.person == Person.id), is_for_household_of(Person.id))
        .where(reads_along(Invitation.child, Person.id, clock.today(), round.unit_id))
        .where(Person.activated_at.is_null(False), Person.blocked_at.is_null())
        .distinct()
        .order_by(Person.id)
        .objects()
    )
    found: dict[int, list[Person]] = {}
    for person in rows:
        found.setdefault(person.invitation_id, []).append(person)
    return found


def talking_at(slot: Slot, host: Host) -> Talking:
    """Where and when a talk on this slot is."""
    return Talking(slot.day, slot.starts, slot.ends, host.room or f"host {host.id}")


def family_bookings_of(
    invitation: Invitation, people: Iterable[Person] | None = None
) -> list[tuple[Invitation, Talking]]:
    """The other talks of these people, in the rounds that stand, with all their children; of everybody who may answer
    the invitation if nobody is named. To a parent only the own ones are shown: another's children are not theirs."""
    found: dict[int, tuple[Invitation, Talking]] = {}
    for person in answerers_of(invitation) if people is None else people:
        for other in invitations_of(person).where(Invitation.id != invitation.id, Slot.id.is_null(False)):
            if other.round.shows_times():
                found[other.id] = (other, talking_at(other.booking.slot, other.host))
    return list(found.values())
