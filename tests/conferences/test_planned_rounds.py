"""A whole round planned: what is read from the rows, what the school fixed, and what nobody hears yet."""

import json
from datetime import timedelta

from playhouse.test_utils import count_queries

from tests.cast import Cast
from tests.conferences.rounds import invite, make_host, make_round, make_usual_round, slots_of
from webapp.conferences.actions.announcements import announce_times
from webapp.conferences.actions.availability import tell_availability
from webapp.conferences.actions.bookings import book_for
from webapp.conferences.actions.plans import make_plan, order_plan
from webapp.conferences.models import Booking, Invitation, PlanRun, Round, Slot
from webapp.conferences.queries.availability import stretches_asked_in
from webapp.conferences.queries.problems import planned_round
from webapp.conferences.rules.availability import CAN, CANNOT, GLADLY
from webapp.core import clock
from webapp.core.jobs import LongJob
from webapp.notifications.models import Notification
from webapp.school_calendar.actions.addresses import make_address
from webapp.school_calendar.models import Appointment


def close(round: Round) -> Round:
    """Parents can tell no more when they can come."""
    Round.update(closes_at=clock.now() - timedelta(minutes=1)).where(Round.id == round.id).execute()
    return Round.get_by_id(round.id)


def planned(cast: Cast, round: Round) -> LongJob:
    """The plan as a worker makes it."""
    job = order_plan(cast.ingrid, close(round))
    make_plan(job.id, PlanRun.get(PlanRun.job_id == job.id).id, seconds=10)
    return LongJob.get_by_id(job.id)


def slot_now(invitation: Invitation) -> Slot | None:
    booking = Booking.get_or_none(Booking.invitation == invitation, Booking.ended_at.is_null())
    return booking and Slot.get_by_id(booking.slot_id)


def report_in(round: Round) -> dict:
    run = PlanRun.select().where(PlanRun.round == round).order_by(PlanRun.id.desc()).get()
    return json.loads(run.report)


def test_everybody_is_placed_and_brother_and_sister_join_up(cast: Cast):
    round, noor, daan = make_usual_round(cast, "plan")
    sem = invite(noor.host, cast.sem)

    job = planned(cast, round)

    first, second = sorted((slot_now(noor), slot_now(daan)), key=lambda slot: (slot.day, slot.starts))
    assert (job.state, job.result) == ("finished", f"/rounds/{round.id}/plan")
    assert (first.day, second.starts - first.ends) == (second.day, 10)  # a walk of five minutes fits
    assert slot_now(sem).id not in (first.id, second.id)
    assert {row.source for row in Booking.select()} == {"plan"}
    told = report_in(round)
    assert (told["talks"], told["placed"], told["families"], told["joined"], told["remarks"]) == (3, 3, 1, 1, [])


def test_parents_come_when_they_can_and_gladly_where_that_fits(cast: Cast):
    round, noor, daan = make_usual_round(cast, "plan")
    first, second, third, fourth = stretches_asked_in(round)
    tell_availability(cast.marieke, noor, {first: CANNOT, second: CANNOT, third: CAN, fourth: GLADLY})

    planned(cast, round)

    assert [(slot_now(one).day, slot_now(one).starts >= fourth.starts) for one in (noor, daan)] == [
        (fourth.day, True)
    ] * 2
    assert (report_in(round)["wishes"], report_in(round)["granted"]) == (2, 2)


def test_nobody_hears_or_sees_a_time_before_it_is_announced(cast: Cast, browser_of, client):
    round, noor, _daan = make_usual_round(cast, "plan")
    feed = f"/calendar/feeds/{make_address(cast.marieke, None)}.ics"

    planned(cast, round)

    before = client.get(feed).text

    slot = slot_now(noor)
    shown = f"{slot.starts // 60}:{slot.starts % 60:02d}"
    pages = [
        browser_of(cast.marieke).get(path).text for path in ("/conferences", f"/conferences/{noor.id}", "/calendar")
    ]
    assert [page for page in pages if shown in page] == []
    assert (Notification.select().count(), Appointment.select().count()) == (0, 0)
    assert browser_of(cast.marieke).get(f"/rounds/{round.id}/plan").status_code == 404
    announce_times(cast.ingrid, round)
    assert ["Oudergesprek" in file for file in (before, client.get(feed).text)] == [False, True]


def test_who_the_school_put_somewhere_stays_when_the_plan_is_made_again(cast: Cast):
    round, noor, daan = make_usual_round(cast, "plan")
    planned(cast, round)
    slot = slots_of(noor.host)[9]
    book_for(cast.ingrid, noor, slot, is_fixed=True)

    planned(cast, round)

    assert slot_now(noor).id == slot.id
    assert (slot_now(daan).day, abs(slot_now(daan).starts - slot.starts)) == (slot.day, 20)


def test_two_talks_of_a_family_fixed_at_once_both_stay(cast: Cast):
    round, noor, daan = make_usual_round(cast, "plan")
    first, other = slots_of(noor.host)[0], slots_of(daan.host)[0]
    book_for(cast.ingrid, noor, first, is_fixed=True)
    book_for(cast.ingrid, daan, other, is_fixed=True)
    sem = invite(noor.host, cast.sem)

    job = planned(cast, round)

    assert job.state == "finished"
    assert [slot_now(one).id for one in (noor, daan)] == [first.id, other.id]
    assert slot_now(sem).id != first.id


def test_separated_parents_come_on_different_evenings_where_that_is_asked(cast: Cast):
    round = make_round(cast.school, "plan")
    host = make_host(round, cast.joris, cast.group4)
    pair = [invite(host, cast.mees, person) for person in (cast.sanne, cast.tom)]
    Invitation.update(is_apart=True).where(Invitation.id == pair[0].id).execute()

    planned(cast, round)

    assert slot_now(pair[0]).day != slot_now(pair[1]).day


def test_teacher_who_is_a_parent_is_not_in_two_places(cast: Cast):
    round, noor, daan = make_usual_round(cast, "plan")  # Eline receives about Daan, and is Sem's mother
    sem = invite(noor.host, cast.sem)
    Slot.update(is_blocked=True).where(Slot.host == daan.host, Slot.starts != 18 * 60 + 20).execute()
    Slot.update(is_blocked=True).where(Slot.host == daan.host, Slot.day != slots_of(daan.host)[0].day).execute()
    Slot.update(is_blocked=True).where(Slot.host == noor.host, Slot.day != slots_of(daan.host)[0].day).execute()

    planned(cast, round)

    assert slot_now(daan).starts == 18 * 60 + 20
    assert abs(slot_now(sem).starts - slot_now(daan).starts) >= 20


def test_who_has_no_time_is_named_with_the_reason(cast: Cast):
    round, noor, daan = make_usual_round(cast, "plan")
    sem = invite(noor.host, cast.sem)
    slots = slots_of(noor.host)
    Slot.update(is_blocked=True).where(Slot.host == noor.host, Slot.id != slots[0].id).execute()

    planned(cast, round)

    told = report_in(round)
    assert told["placed"] == 2
    assert [(talk in (noor.id, sem.id), code) for talk, code, _windows in told["remarks"]] == [(True, "few_times")]
    assert slot_now(daan) is not None


def test_who_can_only_come_when_the_teacher_is_full_is_told_so(cast: Cast):
    round, noor, _daan = make_usual_round(cast, "plan")
    sem = invite(noor.host, cast.sem)
    first, *others = stretches_asked_in(round)
    tell_availability(cast.eline, sem, {first: CAN} | dict.fromkeys(others, CANNOT))
    for child, slot in zip((cast.yara, cast.mees, cast.lotte), slots_of(noor.host), strict=False):
        book_for(cast.ingrid, invite(noor.host, child), slot, is_fixed=True)

    planned(cast, round)

    remarks = [(talk, code, windows) for talk, code, windows in report_in(round)["remarks"]]
    assert remarks == [(sem.id, "full", [[str(first.day), first.starts, first.ends]])]


def test_family_is_not_planned_at_a_talk_of_another_round(cast: Cast):
    _other, noor_there, _daan = make_usual_round(cast)
    book_for(cast.ingrid, noor_there, slots_of(noor_there.host)[0])
    round, noor, _daan = make_usual_round(cast, "plan")
    Slot.update(is_blocked=True).where(Slot.host == noor.host, Slot.starts > 18 * 60 + 10).execute()
    Slot.update(is_blocked=True).where(Slot.host == noor.host, Slot.day != slots_of(noor.host)[0].day).execute()

    planned(cast, round)

    assert slot_now(noor) is None
    assert [code for _talk, code, _windows in report_in(round)["remarks"]] == ["no_time"]


def test_problem_is_read_in_as_many_questions_for_many_as_for_few(cast: Cast):
    round, noor, _daan = make_usual_round(cast, "plan")
    counts = []
    for child in (cast.sem, cast.yara, cast.mees):
        invite(noor.host, child)
        with count_queries() as counted:
            planned_round(round)
        counts.append(counted.count)

    assert (len(set(counts)), counts[0] <= 7) == (1, True)
