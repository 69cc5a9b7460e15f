"""A teacher who receives in two rounds at once is in one place only."""

import pytest

from tests.cast import Cast, make_staff
from tests.conferences.outlines import draft_of
from tests.conferences.rounds import days_of_talks, invite, make_host, make_round, make_usual_round, slots_of
from webapp.conferences.actions.bookings import book_for, book_slot, booking_of, cancel_booking
from webapp.conferences.actions.waiting import wait_for_slot
from webapp.conferences.models import Booking, Host, HostTeacher, Round
from webapp.conferences.queries.boards import cells_for
from webapp.conferences.queries.choices import choices_of
from webapp.conferences.queries.draws import offers_of
from webapp.conferences.queries.elsewhere import Busy
from webapp.conferences.queries.invitees import reach_of_round
from webapp.conferences.queries.problems import planned_round
from webapp.core import clock
from webapp.core.errors import Refused


def second_round(cast: Cast, mode: str = "first_come") -> tuple[Round, Host]:
    """Joris receives on the same evenings for another round too."""
    round = make_round(cast.school, mode)
    return round, make_host(round, cast.joris, cast.group4)


def test_time_at_which_the_teacher_talks_in_another_round_is_given_to_nobody(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    _second, host = second_round(cast)
    mees = invite(host, cast.mees)
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])
    same, later, *_ = slots_of(host)

    for book in (lambda: book_slot(cast.sanne, mees, same), lambda: book_for(cast.ingrid, mees, same)):
        with pytest.raises(Refused, match="teacher_elsewhere"):
            book()

    assert [choice.slot_id for choice in choices_of(mees, [])][:1] == [later.id]
    assert book_slot(cast.sanne, mees, later).slot_id == later.id


def test_draw_and_plan_leave_such_times_alone(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    drawn, drawn_host = second_round(cast, "draw")
    planned, planned_host = second_round(cast, "plan")
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])

    offered = offers_of(drawn)
    open_times = planned_round(planned).problem.open[planned_host.id]

    assert {slot.id for slot in slots_of(drawn_host)} - offered.keys() == {slots_of(drawn_host)[0].id}
    assert len(open_times) == len(slots_of(planned_host)) - 1


def test_who_waits_is_not_moved_to_a_time_at_which_the_teacher_is_elsewhere(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    _second, host = second_round(cast)
    mees, sem = invite(host, cast.mees), invite(host, cast.sem)
    same, later, *_ = slots_of(host)
    book_slot(cast.eline, sem, same)
    book_slot(cast.sanne, mees, later)
    wait_for_slot(cast.sanne, mees, same)
    # A talk of before the school looked at other rounds too.
    Booking.create(slot=slots_of(noor.host)[0], invitation=noor, source="school", made_at=clock.now())

    cancel_booking(cast.eline, sem)

    assert (booking_of(mees).slot_id, booking_of(sem)) == (later.id, None)


def test_somebody_who_works_at_two_units_is_one_person(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    host = make_host(make_round(cast.bso), cast.joris, cast.group4)
    HostTeacher.update(staff_member=make_staff(cast.joris, "teacher", cast.bso)).where(
        HostTeacher.host == host
    ).execute()
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])

    assert [Busy([host.id]).is_free(slot) for slot in slots_of(host)[:2]] == [False, True]


def test_school_reads_before_sending_when_a_teacher_receives_for_another_round(cast: Cast, browser_of):
    first, _noor, _daan = make_usual_round(cast)
    Round.update(title="Kies zelf").where(Round.id == first.id).execute()
    draft = draft_of(cast, cast.group3)

    told = reach_of_round(draft).elsewhere
    page = browser_of(cast.ingrid).get(f"/rounds/{draft.id}/publication").text

    days = [("Joris Smit", day, "Kies zelf") for day in days_of_talks()]
    assert [(name, day, title) for name, day, _begin, _end, title in told] == days
    assert "al ouders voor «Kies zelf»" in page


def test_grid_says_that_a_teacher_is_elsewhere(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    second, _host = second_round(cast)
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])

    page = browser_of(cast.ingrid).get(f"/rounds/{second.id}").text

    assert page.count("Elders") == 1


def test_round_that_was_called_off_or_is_past_keeps_nobody(cast: Cast):
    first, noor, _daan = make_usual_round(cast)
    _second, host = second_round(cast)
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])
    same = slots_of(host)[0]
    before = Busy([host.id]).is_free(same)

    Round.update(cancelled_at=clock.now()).where(Round.id == first.id).execute()

    assert (before, Busy([host.id]).is_free(same)) == (False, True)


def test_board_offers_no_time_at_which_the_teacher_is_elsewhere(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    planned, host = second_round(cast, "plan")
    mees = invite(host, cast.mees)
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])

    _invitation, cells = cells_for(planned, mees.id)

    assert [cell.slot.id for cell in cells] == [slot.id for slot in slots_of(host)[1:]]
