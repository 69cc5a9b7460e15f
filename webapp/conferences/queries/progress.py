"""How far the rounds of a school are, in a list."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from peewee import JOIN, fn

from webapp.accounts.models import Person
from webapp.conferences.models import Booking, Host, Invitation, Round, Slot
from webapp.conferences.queries.invitations import is_for_household_of
from webapp.conferences.queries.rounds import is_run_by, receives_in
from webapp.conferences.rules.families import families_of
from webapp.core import clock
from webapp.schools.models import Guardianship, Unit
from webapp.schools.queries.audiences import reads_along

MOST = 50  # rounds in the list


@dataclass(frozen=True, slots=True)
class Progress:
    """A round in the list: its talks from which day until which, and how many families are ready: have all their times,
    or told all their wishes where times are not known yet."""

    round: Round
    days: tuple[date, ...]  # the first and the last
    families: int = 0
    ready: int = 0


def rounds_seen_by(person: Person) -> list[Progress]:
    """The rounds that this person runs or receives in, the latest first; of those to come how many families have a
    time. Drafts that were thrown away are left out."""
    receiving = Host.select(Host.round).where(receives_in(person))
    rounds = list(
        Round.select(Round, Unit)
        .join(Unit)
        .where(is_run_by(person) | Round.id.in_(receiving))
        .where(Round.published_at.is_null(False) | Round.cancelled_at.is_null())
        .order_by(Round.opens_at.desc(), Round.id.desc())
        .limit(MOST)
    )
    days = days_of(rounds)
    to_come = [round for round in rounds if is_to_come(round, days)]
    counts = families_counted(to_come)
    return [Progress(round, days.get(round.id, ()), *counts.get(round.id, (0, 0))) for round in rounds]


def is_to_come(round: Round, days: dict[int, tuple[date, date]]) -> bool:
    is_past = round.id not in days or days[round.id][1] < clock.today()
    return bool(round.published_at and not round.cancelled_at and not is_past)


def days_of(rounds: Iterable[Round]) -> dict[int, tuple[date, date]]:
    """The first and the last day with a time, of each of these rounds."""
    rows = (
        Host.select(Host.round_id, fn.MIN(Slot.day), fn.MAX(Slot.day))
        .join(Slot)
        .where(Host.round.in_(list(rounds)))
        .group_by(Host.round_id)
        .tuples()
    )
    return {round_id: (as_day(first), as_day(last)) for round_id, first, last in rows}


def as_day(value: date | str) -> date:
    """A day as either database gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def families_counted(rounds: Iterable[Round]) -> dict[int, tuple[int, int]]:
    """How many families are invited to each of these rounds and did not decline, and how many have all their times, or
    told all their wishes where times are not known yet."""
    rounds = {round.id: round for round in rounds}
    is_booked = (Booking.invitation == Invitation.id) & Booking.ended_at.is_null()
    own = Guardianship.alias()  # of another name than in `reads_along`
    answers = (
        (own.child == Invitation.child)
        & (Invitation.person.is_null() | (Invitation.person == own.person))
        & is_for_household_of(own.person)
        & reads_along(Invitation.child, own.person, clock.today(), Round.unit)
    )
    rows = (
        Invitation.select(Invitation.round_id, Invitation.id, Booking.id, Invitation.wished_at, own.person)
        .join(Round)
        .join_from(Invitation, Booking, JOIN.LEFT_OUTER, on=is_booked)
        .join_from(Invitation, own, JOIN.LEFT_OUTER, on=answers)
        .where(
            Invitation.round.in_(list(rounds.values())),
            Invitation.withdrawn_at.is_null(),
            Invitation.declined_at.is_null(),
        )
        .tuples()
    )
    people: dict[int, dict[int, list[int]]] = {}
    ready = set()
    for round_id, invitation_id, booking_id, wished_at, person_id in rows:
        people.setdefault(round_id, {}).setdefault(invitation_id, []).extend([person_id] if person_id else [])
        if booking_id if rounds[round_id].shows_times() else wished_at:
            ready.add(invitation_id)
    return {round_id: counted(families_of(own), ready) for round_id, own in people.items()}


def progress_of(round: Round) -> tuple[int, int]:
    """The same of one round: how many families, and how many are ready."""
    return families_counted([round]).get(round.id, (0, 0))


def counted(family: Mapping[int, int], ready: Set[int]) -> tuple[int, int]:
    """How many families there are, and of how many every invitation is ready."""
    families = set(family.values())
    return len(families), len(families - {number for one, number in family.items() if one not in ready})
