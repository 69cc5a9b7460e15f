"""What parents wish for a draw."""

from collections.abc import Sequence

from webapp.accounts.models import Person
from webapp.conferences.actions.bookings import lock_round, take_back_decline
from webapp.conferences.models import Invitation, Wish
from webapp.conferences.queries.invitations import invitations
from webapp.conferences.queries.rounds import moments_of
from webapp.conferences.queries.wishes import own_invitations_in, wishable_slots_of
from webapp.conferences.rules.stages import may_wish
from webapp.conferences.rules.wishes import refusal_of
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused


@db.atomic()
def tell_wishes(by: Person, invitation: Invitation, wished: Sequence[int], works_shifts: bool) -> None:
    """A parent tells which times they would like, the first choice first; what was wished before is replaced. Working
    in shifts holds for all the own children of the round. Refused: `not_invited`, `wishes_closed`, `no_wish`,
    `too_many_wishes`, `wished_twice`, `wish_gone`.
    """
    invitation = locked_to_wish(invitation, "draw")
    if code := refusal_of(wished, [slot.id for slot in wishable_slots_of(invitation)]):
        raise Refused(code)
    Wish.delete().where(Wish.invitation == invitation).execute()
    Wish.insert_many(
        [{"invitation": invitation.id, "slot": slot, "rank": rank} for rank, slot in enumerate(wished, 1)]
    ).execute()
    take_back_decline(invitation)
    Invitation.update(wished_at=clock.now()).where(Invitation.id == invitation.id).execute()
    own = [one.id for one in own_invitations_in(by, invitation.round_id)]
    Invitation.update(works_shifts=works_shifts).where(Invitation.id.in_(own)).execute()
    audit(by, "tell_wishes", invitation, invitation.round.unit, wishes=list(wished), works_shifts=works_shifts)


def locked_to_wish(invitation: Invitation, mode: str) -> Invitation:
    """Within the lock: the invitation as it is now, while parents may still tell what they wish."""
    lock_round(invitation.round_id)
    found = invitations().where(Invitation.id == invitation.id).first()
    if found is None:
        raise Refused("not_invited")
    if found.round.mode != mode or not may_wish(moments_of(found.round), clock.now()):
        raise Refused("wishes_closed")
    return found
