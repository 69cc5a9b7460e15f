"""Who has not chosen yet, and who is expected tomorrow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from webapp.accounts.models import Person
from webapp.conferences.models import Booking, Invitation, Round, Slot
from webapp.conferences.queries.invitations import answerers_in, invitations
from webapp.conferences.rules.families import families_of
from webapp.conferences.rules.nudges import nudge_key
from webapp.notifications.models import Notification
from webapp.schools.models import Unit


@dataclass(frozen=True, slots=True)
class Undecided:
    """Invitations of which the parents did nothing yet, those that said no, and whom a reminder reaches."""

    waiting: list[tuple[Invitation, list[Person]]]
    declined: list[Invitation]
    people: list[Person]
    families: int  # that a reminder reaches

    @property
    def silent(self) -> int:
        """Of how many of them nobody reads along."""
        return sum(not people for _invitation, people in self.waiting)


def undecided_in(round: Round) -> Undecided:
    """Where a round waits for the parents: no time, or in a draw or plan no wishes told."""
    people = answerers_in(round)
    rows = list(invitations().where(Round.id == round.id))
    waiting = [(one, people.get(one.id, [])) for one in rows if is_waited_for(one)]
    reached = {one.id: [person.id for person in own] for one, own in waiting if own}
    return Undecided(
        waiting=waiting,
        declined=[one for one in rows if one.declined_at],
        people=list({person.id: person for _one, own in waiting for person in own}.values()),
        families=len(set(families_of(reached).values())),
    )


def is_waited_for(invitation: Invitation) -> bool:
    if invitation.declined_at or invitation.booking:
        return False
    return invitation.round.shows_times() or invitation.wished_at is None


def nudged_at(round: Round) -> datetime | None:
    """When the families of a round were last reminded."""
    nudges = Notification.select(Notification.created_at).where(Notification.key.startswith(nudge_key(round.id)))
    last = nudges.order_by(Notification.created_at.desc()).first()
    return last.created_at if last else None


def was_nudged_on(round: Round, day: date) -> bool:
    """Whether the families of a round were reminded on this day."""
    return Notification.select().where(Notification.key.startswith(nudge_key(round.id, day))).exists()


def people_expected_on(day: date) -> list[Person]:
    """Everybody with a talk on a day, in rounds whose times are known, each once."""
    found: dict[int, Person] = {}
    for round in rounds_with_talks_on(day):
        if round.shows_times():
            here = booked_on(round, day)
            found |= {person.id: person for id, own in answerers_in(round).items() if id in here for person in own}
    return list(found.values())


def rounds_with_talks_on(day: date) -> Iterable[Round]:
    held = Invitation.select(Invitation.round).join(Booking).join(Slot)
    return (
        Round.select(Round, Unit)
        .join(Unit)
        .where(Round.id.in_(held.where(Slot.day == day, Booking.ended_at.is_null())), Round.cancelled_at.is_null())
        .order_by(Round.id)
    )


def booked_on(round: Round, day: date) -> set[int]:
    """The invitations of a round with a talk on this day."""
    rows = (
        Booking.select(Booking.invitation_id)
        .join(Slot)
        .switch(Booking)
        .join(Invitation)
        .where(Invitation.round == round, Slot.day == day, Booking.ended_at.is_null())
    )
    return {invitation_id for (invitation_id,) in rows.tuples()}
