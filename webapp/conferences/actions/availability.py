"""When parents can come, for a plan."""

from collections.abc import Mapping

from webapp.accounts.models import Person
from webapp.conferences.actions.bookings import take_back_decline
from webapp.conferences.actions.wishes import locked_to_wish
from webapp.conferences.models import Availability, Invitation
from webapp.conferences.queries.availability import stretches_asked_in
from webapp.conferences.queries.wishes import own_invitations_in
from webapp.conferences.rules.availability import CAN, Stretch, refusal_of
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused


@db.atomic()
def tell_availability(by: Person, invitation: Invitation, answers: Mapping[Stretch, str]) -> list[Invitation]:
    """A parent tells when they can come: one answer for all the own invitations of the round, which replaces what was
    told before. Returns for which it holds. Refused: `not_invited`, `wishes_closed`, `stretches_changed`,
    `nothing_possible`.
    """
    invitation = locked_to_wish(invitation, "plan")
    if code := refusal_of(answers, stretches_asked_in(invitation.round)):
        raise Refused(code)
    take_back_decline(invitation)
    own = list(own_invitations_in(by, invitation.round_id).where(Invitation.declined_at.is_null()))
    Availability.delete().where(Availability.invitation.in_(own)).execute()
    rows = [
        {"invitation": one.id, "day": stretch.day, "starts": stretch.starts, "ends": stretch.ends, "kind": answer}
        for one in own
        for stretch, answer in answers.items()
        if answer != CAN
    ]
    if rows:
        Availability.insert_many(rows).execute()
    Invitation.update(wished_at=clock.now()).where(Invitation.id.in_(own)).execute()
    audit(by, "tell_availability", invitation, invitation.round.unit, invitations=[one.id for one in own])
    return own
