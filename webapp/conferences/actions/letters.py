"""The confirmation of a talk on paper."""

from webapp.accounts.models import Person
from webapp.conferences.models import Invitation
from webapp.conferences.rules.slots import clock_of
from webapp.documents.actions.letters import issue_letter
from webapp.documents.models import Letter

CONFIRMATION = "conferences/confirmation"


def issue_confirmation(by: Person, invitation: Invitation) -> Letter:
    """When and where a booked talk is, for the parent who asks; of one booking and parent there is one letter, which
    no other guardian opens: separated parents do not see each other's talks."""
    booking, host, round = invitation.booking, invitation.host, invitation.round
    facts = {
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
    subject = f"booking-{booking.id}-{by.id}"
    return issue_letter(CONFIRMATION, round.unit, invitation.child, subject, facts, person=by)
