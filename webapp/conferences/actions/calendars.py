"""Talks stand in the calendars of who may answer for the child today, not of who might when the time was chosen."""

from webapp.conferences.actions.bookings import appointment_key, lock_round
from webapp.conferences.models import Round
from webapp.conferences.queries.calendars import rounds_with_talks_to_come, talks_to_come_in
from webapp.conferences.queries.invitations import answerers_in
from webapp.core.db import db
from webapp.school_calendar.actions.appointments import set_attendees
from webapp.school_calendar.queries.appointments import attendees_of


def keep_calendars_right() -> int:
    """A guardian who was linked later, or whose household changed, finds the talk in the calendar too, and who no
    longer belongs to it does not; how many appointments were put right."""
    return sum(keep_round_right(round) for round in list(rounds_with_talks_to_come()))


@db.atomic()
def keep_round_right(round: Round) -> int:
    """Of one round, while nobody changes who comes when in it."""
    lock_round(round.id)
    people = answerers_in(round)
    wanted = {appointment_key(one): {person.id for person in people.get(one.id, ())} for one in talks_to_come_in(round)}
    wrong = [key for key, attendees in attendees_of(wanted).items() if attendees != wanted[key]]
    for key in wrong:
        set_attendees(key, wanted[key])
    return len(wrong)
