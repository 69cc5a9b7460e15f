"""Who has not chosen yet, and who is expected tomorrow."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from webapp.accounts.models import Person
from webapp.conferences.models import Booking, Invitation, Round, Slot
from webapp.conferences.queries.invitations import answerers_in, invitations
from webapp.conferences.rules.families import families_of
from webapp.conferences.rules.nudges import nudge_key, tomorrow_key
from webapp.notifications.models import Delivery, Notification
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


@dataclass(slots=True)
class Expected:
    """Somebody with talks on a day, in order."""

    person: Person
    talks: list[Invitation] = field(default_factory=list)


def expected_on(day: date) -> list[Expected]:
    """Everybody with a talk on a day, in rounds whose times are known, and who were not reminded of that day yet."""
    found: dict[int, Expected] = {}
    for round in rounds_with_talks_on(day):
        if round.shows_times():
            people = answerers_in(round)
            for talk in invitations().where(Round.id == round.id, Slot.day == day):
                for person in people.get(talk.id, ()):
                    found.setdefault(person.id, Expected(person)).talks.append(talk)
    told = reminded_of(day)
    for one in found.values():
        one.talks.sort(key=lambda talk: talk.booking.slot.starts)
    return [one for id, one in found.items() if id not in told]


def reminded_of(day: date) -> set[int]:
    """The people who were reminded of their talks on a day."""
    rows = Delivery.select(Delivery.person).join(Notification).where(Notification.key.startswith(tomorrow_key(day)))
    return {person_id for (person_id,) in rows.distinct().tuples()}


def rounds_with_talks_on(day: date) -> Iterable[Round]:
    held = Invitation.select(Invitation.round).join(Booking).join(Slot)
    return (
        Round.select(Round, Unit)
        .join(Unit)
        .where(Round.id.in_(held.where(Slot.day == day, Booking.ended_at.is_null())), Round.cancelled_at.is_null())
        .order_by(Round.id)
    )
