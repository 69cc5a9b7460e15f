"""What parents wish for a draw: the times they can wish, their wishes, and those for their other children."""

from collections.abc import Iterable, Sequence

from peewee import JOIN, ModelSelect

from webapp.accounts.models import Person
from webapp.conferences.models import Booking, Invitation, Slot, Wish
from webapp.conferences.queries.invitations import family_bookings_of, invitations_of, talking_at
from webapp.conferences.rules.choices import Choice, near
from webapp.conferences.rules.slots import Talking


def wishable_slots_of(invitation: Invitation) -> ModelSelect:
    """The times of the host that can be wished: not blocked, and not given away by the school already."""
    is_held = (Booking.slot == Slot.id) & Booking.ended_at.is_null()
    return (
        Slot.select()
        .join(Booking, JOIN.LEFT_OUTER, on=is_held)
        .where(Slot.host == invitation.host_id, ~Slot.is_blocked)
        .where(Booking.id.is_null() | (Booking.invitation == invitation))
        .order_by(Slot.day, Slot.starts)
    )


def own_invitations_in(person: Person, round_id: int) -> ModelSelect:
    """What this guardian is invited to in one round: the own children, not what is for the other parent."""
    return invitations_of(person).where(Invitation.round == round_id)


def wishes_of(invitations: Iterable[Invitation]) -> dict[int, list[Wish]]:
    """The wishes of each of these invitations, each with its slot, the first choice first."""
    ids = [invitation.id for invitation in invitations]
    found: dict[int, list[Wish]] = {id: [] for id in ids}
    rows = Wish.select(Wish, Slot).join(Slot).where(Wish.invitation.in_(ids)).order_by(Wish.invitation, Wish.rank)
    for wish in rows:
        found[wish.invitation_id].append(wish)
    return found


def choices_to_wish(
    person: Person, invitation: Invitation, siblings: Sequence[Invitation], wishes: dict[int, list[Wish]]
) -> list[Choice]:
    """The times that can be wished, in order: which clash with talks or wishes for the own other children, and which
    join up with them."""
    others = [(other.child.given_name, there) for other, there in family_bookings_of(invitation, [person])]
    others += [pair for sibling in siblings for pair in wished_talks(sibling, wishes[sibling.id])]
    found = []
    for slot in wishable_slots_of(invitation):
        here = talking_at(slot, invitation.host)
        clashes, joins = (tuple(dict.fromkeys(names)) for names in near(here, others, invitation.round.walking))
        found.append(Choice(slot.id, here, clashes=clashes, joins=joins))
    return found


def wished_talks(invitation: Invitation, wishes: Iterable[Wish]) -> list[tuple[str, Talking]]:
    return [(invitation.child.given_name, talking_at(wish.slot, invitation.host)) for wish in wishes]
