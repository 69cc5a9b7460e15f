"""The confirmation of a talk on paper."""

from typing import Any

from webapp.accounts.models import Person
from webapp.conferences.models import Invitation
from webapp.conferences.rules.slots import clock_of
from webapp.documents.actions.letters import issue_letter
from webapp.documents.models import Letter
from webapp.documents.rules import SCHOOL

CONFIRMATION = "conferences/confirmation"


def issue_confirmation(by: Person, invitation: Invitation) -> Letter:
    """When and where a booked talk is, for the parent who asks; of one booking and parent there is one letter, which
    no other guardian opens: separated parents do not see each other's talks."""
    subject = f"booking-{invitation.booking.id}-{by.id}"
    return issue_letter(CONFIRMATION, invitation.round.unit, invitation.child, subject, facts_of(invitation), person=by)


def issue_slip(invitation: Invitation) -> Letter:
    """The same for a family of whom nobody reads along: the office prints it and gives it to the child."""
    subject = f"booking-{invitation.booking.id}-school"
    return issue_letter(
        CONFIRMATION, invitation.round.unit, invitation.child, subject, facts_of(invitation), audience=SCHOOL
    )


def facts_of(invitation: Invitation) -> dict[str, Any]:
    """What the confirmation tells."""
    booking, host, round = invitation.booking, invitation.host, invitation.round
    return {
        "child": invitation.child.name,
        "title": round.title,
        "day": booking.slot.day,
        "starts": clock_of(booking.slot.starts),
        "ends": clock_of(booking.slot.ends),
        "host": host.name,
        "room": host.room,
        "video_link": host.video_link,
        "changes_until": round.changes_until,
    }
