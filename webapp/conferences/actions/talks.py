"""What the school does about one talk, beside its time."""

from webapp.accounts.models import Person
from webapp.conferences.actions.bookings import locked_for_school, take_back_decline
from webapp.conferences.models import Invitation
from webapp.conferences.notices.talks import tell_asked_again
from webapp.core.audit import audit
from webapp.core.db import db


@db.atomic()
def write_note(by: Person, invitation: Invitation, note: str, is_apart: bool) -> None:
    """The school keeps what only staff read, and whether the child's two talks must not be on one evening."""
    Invitation.update(note=note, is_apart=is_apart).where(Invitation.id == invitation.id).execute()
    audit(by, "write_note", invitation)


@db.atomic()
def ask_again(by: Person, invitation: Invitation) -> None:
    """The parents said that no talk is needed, and the school does want one: they can choose again, and hear so.
    Refused: `not_invited`."""
    invitation = locked_for_school(invitation)
    if invitation.declined_at:
        take_back_decline(invitation)
        audit(by, "ask_again", invitation)
        tell_asked_again(by, invitation)
