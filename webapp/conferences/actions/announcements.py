"""Telling who comes when, after a draw or a plan."""

from webapp.accounts.models import Person
from webapp.conferences.actions.bookings import lock_round, show_in_calendars
from webapp.conferences.models import Round
from webapp.conferences.notices.announcements import tell_times
from webapp.conferences.queries.invitations import answerers_in, invitations
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db


@db.atomic()
def announce_times(by: Person, round: Round) -> None:
    """The times of a draw or a plan are told: they stand in the calendars, and every family hears it once, however
    many children it has here. Announcing again changes nothing."""
    lock_round(round.id)
    now = clock.now()
    announced = (
        Round.update(announced_at=now)
        .where(Round.id == round.id, Round.announced_at.is_null(), Round.cancelled_at.is_null())
        .execute()
    )
    if not announced:
        return
    audit(by, "announce_times", round)
    people = answerers_in(round)
    for invitation in invitations().where(Round.id == round.id):
        if booking := invitation.booking:
            show_in_calendars(invitation, booking.slot, people.get(invitation.id, []))
    tell_times(by, round, {person.id: person for own in people.values() for person in own}.values())
