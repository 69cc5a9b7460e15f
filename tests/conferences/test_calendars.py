"""In whose calendars a talk stands, as families change."""

from playhouse.test_utils import count_queries

from tests.cast import Cast, make_link, make_person
from tests.conferences.rounds import invite, make_usual_round, slots_of
from webapp.conferences.actions.bookings import book_for, book_slot
from webapp.conferences.actions.calendars import keep_calendars_right
from webapp.school_calendar.models import Attendee
from webapp.schools.models import Guardianship


def attending() -> set[int]:
    return {row.person_id for row in Attendee.select()}


def test_guardian_who_was_linked_later_finds_the_talk_in_the_calendar(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])
    late = make_person("Nieuw", "nieuw@ouders.example")
    make_link(late, cast.noor, cast.school)

    assert (keep_calendars_right(), keep_calendars_right()) == (1, 0)
    assert {cast.marieke.id, late.id} <= attending()


def test_who_left_the_household_of_the_talk_has_it_no_more(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    Guardianship.update(household="A").where(Guardianship.child == cast.mees).execute()
    mees = invite(noor.host, cast.mees, household="A")
    book_for(cast.joris, mees, slots_of(noor.host)[0])
    Guardianship.update(household="B").where(Guardianship.person == cast.tom).execute()

    before = attending()
    keep_calendars_right()

    assert cast.tom.id in before
    assert attending() == before - {cast.tom.id}


def test_many_talks_that_are_right_cost_no_more_questions(cast: Cast):
    _round, noor, daan = make_usual_round(cast)
    asked = []
    for invitation in (noor, daan, invite(noor.host, cast.sem)):
        book_for(cast.joris, invitation, slots_of(invitation.host)[len(asked)])
        with count_queries() as counter:
            keep_calendars_right()
        asked.append(counter.count)

    assert asked[0] == asked[-1]
