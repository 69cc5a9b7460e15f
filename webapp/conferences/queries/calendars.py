"""Which talks are to come, and in whose calendars they stand."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from peewee import ModelSelect

from webapp.conferences.models import Booking, Host, Invitation, Round, Slot
from webapp.conferences.queries.invitations import invitations
from webapp.core import clock
from webapp.school_calendar.models import Appointment, Attendee


def rounds_with_talks_to_come() -> ModelSelect:
    """The rounds that stand and in which somebody has a time from today on."""
    coming = (
        Host.select(Host.round).join(Slot).join(Booking).where(Slot.day >= clock.today(), Booking.ended_at.is_null())
    )
    return Round.select().where(Round.id.in_(coming), Round.published_at.is_null(False), Round.cancelled_at.is_null())


def appointments_to_come_in(
    round: Round, key_of: Callable[[Invitation], str]
) -> Iterator[tuple[Invitation, Appointment, set[int]]]:
    """Each talk of the round from today on that stands in calendars, its appointment, and the people in whose
    calendars it stands. `key_of` an invitation is the key of its appointment."""
    coming = invitations().where(Invitation.round == round, Slot.day >= clock.today())
    talks = {key_of(invitation): invitation for invitation in coming}
    rows = list(Appointment.select().where(Appointment.key.in_(list(talks)), Appointment.cancelled_at.is_null()))
    attendees = defaultdict(set)
    for attendee in Attendee.select().where(Attendee.appointment.in_([row.id for row in rows])):
        attendees[attendee.appointment_id].add(attendee.person_id)
    for row in rows:
        yield talks[row.key], row, attendees[row.id]
