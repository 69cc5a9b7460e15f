"""No talk needed this time."""

from webapp.accounts.models import Person
from webapp.conferences.actions.bookings import free, lock_round, take_back_decline
from webapp.conferences.models import Invitation
from webapp.conferences.notices.bookings import tell_declined
from webapp.conferences.queries.invitations import invitations
from webapp.conferences.queries.rounds import moments_of
from webapp.conferences.rules.stages import may_decline
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused


@db.atomic()
def decline_invitation(by: Person, invitation: Invitation) -> None:
    """The parents need no talk: their time comes free, they wait for none, and the other parent hears it. Refused:
    `not_invited`, `not_open`."""
    invitation = locked_to_answer(invitation)
    if invitation.declined_at:
        return
    free(by, invitation)
    Invitation.update(declined_at=clock.now()).where(Invitation.id == invitation.id).execute()
    audit(by, "decline_invitation", invitation)
    tell_declined(by, invitation)


@db.atomic()
def accept_invitation(by: Person, invitation: Invitation) -> None:
    """They do want a talk after all. Refused: `not_invited`, `not_open`."""
    invitation = locked_to_answer(invitation)
    take_back_decline(invitation)
    audit(by, "accept_invitation", invitation)


def locked_to_answer(invitation: Invitation) -> Invitation:
    """Within the lock: the invitation as it is now, while parents may say whether they want a talk."""
    lock_round(invitation.round_id)
    found = invitations().where(Invitation.id == invitation.id).first()
    if found is None:
        raise Refused("not_invited")
    if not may_decline(moments_of(found.round), clock.now()):
        raise Refused("not_open")
    return found
