"""Telling the times of a draw or a plan."""

from tests.cast import Cast
from tests.conferences.rounds import invite, make_usual_round, slots_of
from webapp.conferences.actions.announcements import announce_times
from webapp.conferences.actions.bookings import book_for
from webapp.conferences.models import Round
from webapp.conferences.queries.invitations import answerers_in, answerers_of, invitations
from webapp.notifications.models import Delivery, Notification
from webapp.school_calendar.models import Appointment, Attendee


def test_every_family_hears_the_times_once_and_finds_them_in_the_calendar(cast: Cast):
    round, noor, daan = make_usual_round(cast, "plan")
    book_for(cast.ingrid, noor, slots_of(noor.host)[0])
    book_for(cast.ingrid, daan, slots_of(daan.host)[3])

    announce_times(cast.ingrid, round)
    announce_times(cast.ingrid, round)

    told = Delivery.select(Delivery.person).where(Delivery.channel == "mail")
    assert [row.person_id for row in told] == [cast.marieke.id]
    assert (Notification.select().count(), Appointment.select().count()) == (1, 2)
    assert {row.person_id for row in Attendee.select()} == {cast.marieke.id}


def test_times_of_a_cancelled_round_are_not_told(cast: Cast):
    round, noor, _daan = make_usual_round(cast, "plan")
    book_for(cast.ingrid, noor, slots_of(noor.host)[0])
    Round.update(cancelled_at=round.made_at).where(Round.id == round.id).execute()

    announce_times(cast.ingrid, round)

    assert (Notification.select().count(), Appointment.select().count()) == (0, 0)


def test_who_may_answer_is_the_same_asked_for_one_and_for_all(cast: Cast):
    round, noor, _daan = make_usual_round(cast)
    invite(noor.host, cast.mees, cast.sanne)
    invite(noor.host, cast.mees, cast.tom)

    asked_for_all = answerers_in(round)

    one_by_one = {one.id: answerers_of(one) for one in invitations()}
    assert asked_for_all == {number: people for number, people in one_by_one.items() if people}
    assert len(asked_for_all) == 4
