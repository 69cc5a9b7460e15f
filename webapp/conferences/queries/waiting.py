"""For which talks parents have still to choose a time, or to tell what they wish: the one list of what they have to do.

The feed, the page with what they arrange and the digest show it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN

from webapp.accounts.models import Person
from webapp.conferences.models import Booking, Invitation, Round
from webapp.conferences.phrases.invitations import to_do_said
from webapp.conferences.queries.invitations import is_for_household_of
from webapp.core import clock
from webapp.core.db import among
from webapp.schools.models import Child, Guardianship
from webapp.schools.queries.audiences import reads_along
from webapp.schools.queries.standing import is_current


@dataclass(frozen=True, slots=True)
class WaitingTalk:
    """An invitation that a parent has still to answer, until `closes_at`."""

    invitation_id: int
    child_id: int
    given_name: str
    unit_id: int
    mode: str
    shows_times: bool
    closes_at: datetime

    @property
    def said(self) -> str:
        """What there is to do, in the words of its reader."""
        return to_do_said("first_come" if self.shows_times else self.mode, self.given_name)


def waiting_talks_to(person_ids: Iterable[int]) -> dict[int, list[WaitingTalk]]:
    """What each of these people has to do, what closes first on top; who has nothing to do is not in it. One query for
    all of them. Nobody hears of an invitation of the other household, or of the other parent."""
    now, today = clock.now(), clock.today()
    is_booked = (Booking.invitation == Invitation.id) & Booking.ended_at.is_null()
    shows_times = (Round.mode == "first_come") | Round.announced_at.is_null(False)
    rows = (
        Guardianship.select(
            Guardianship.person_id, Invitation.id, Child.id, Child.given_name, Round.unit_id, Round.mode,
            Round.announced_at, Round.closes_at,
        )
        .join(Child)
        .join(Invitation)
        .join(Round)
        .join_from(Invitation, Booking, JOIN.LEFT_OUTER, on=is_booked)
        .where(among(Guardianship.person, person_ids), is_current(Guardianship, today))
        .where(reads_along(Invitation.child, Guardianship.person, today, Round.unit))
        .where(Invitation.withdrawn_at.is_null(), Invitation.declined_at.is_null())
        .where(Invitation.person.is_null() | (Invitation.person == Guardianship.person))
        .where(is_for_household_of(Guardianship.person))
        .where(Round.published_at.is_null(False), Round.cancelled_at.is_null())
        .where(Round.opens_at <= now, Round.closes_at > now)
        .where((shows_times & Booking.id.is_null()) | (~shows_times & Invitation.wished_at.is_null()))
        .distinct()
        .order_by(Round.closes_at, Child.given_name, Invitation.id)
    )  # fmt: skip
    found: dict[int, list[WaitingTalk]] = {}
    for person_id, id, child_id, name, unit_id, mode, announced_at, closes_at in rows.tuples():
        is_shown = mode == "first_come" or announced_at is not None
        found.setdefault(person_id, []).append(WaitingTalk(id, child_id, name, unit_id, mode, is_shown, closes_at))
    return found


def waiting_talks_of(person: Person) -> list[WaitingTalk]:
    """The same of one person."""
    return waiting_talks_to([person.id]).get(person.id, [])
