"""What parents told for a draw or a plan, and what a draw did with it."""

from dataclasses import dataclass, field

from webapp.conferences.models import Availability, DrawnPlace, Invitation, Wish
from webapp.conferences.queries.availability import told_stretches_of
from webapp.conferences.queries.wishes import wishes_of


@dataclass(frozen=True, slots=True)
class Told:
    """Of one invitation: its wishes, the stretches in which the parents cannot or gladly come, and its place in the
    draw (none before the times were told)."""

    wishes: list[Wish] = field(default_factory=list)
    stretches: list[Availability] = field(default_factory=list)
    drawn: DrawnPlace | None = None


def told_of(invitation: Invitation) -> Told:
    """What the parents told, and what came of it; nothing in a round of first come, and no outcome before it was
    announced."""
    round = invitation.round
    if round.mode == "draw":
        drawn = DrawnPlace.get_or_none(DrawnPlace.invitation == invitation) if round.shows_times() else None
        return Told(wishes=wishes_of([invitation])[invitation.id], drawn=drawn)
    if round.mode == "plan":
        return Told(stretches=list(told_stretches_of(invitation)))
    return Told()
