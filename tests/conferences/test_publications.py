"""Sending a round, and what comes after: everybody hears it once."""

from datetime import timedelta

import pytest
from playhouse.test_utils import count_queries

from tests.cast import Cast, make_child, make_link, make_person
from tests.conferences.outlines import draft_of, usual_outline
from tests.conferences.rounds import days_of_talks
from webapp.accounts.models import Person
from webapp.conferences.actions.bookings import book_slot, booking_of
from webapp.conferences.actions.changes import change_round, furnish_host
from webapp.conferences.actions.publications import (
    cancel_round,
    invite_late_children,
    publish_round,
    withdraw_invitation,
)
from webapp.conferences.models import Host, Invitation, Round, Slot, WaitingPlace
from webapp.conferences.queries.invitations import invitations
from webapp.conferences.queries.invitees import changes_since_sent, lacking_invitations, reach_of_round
from webapp.conferences.queries.outlines import outline_of, window_of
from webapp.conferences.queries.progress import rounds_seen_by
from webapp.core import clock
from webapp.core.db import is_sqlite
from webapp.core.errors import Refused
from webapp.core.tickets import hash_of
from webapp.notifications.models import Delivery, Notification
from webapp.school_calendar.models import Appointment
from webapp.schools.models import Enrolment


def told() -> list[tuple[str, str]]:
    """Who heard what, each mail a line."""
    rows = Delivery.select(Delivery, Notification, Person).join(Notification).join_from(Delivery, Person)
    return [(row.person.name, row.notification.title) for row in rows.where(Delivery.channel == "mail")]


def sent(cast: Cast, *groups, **more: object) -> Round:
    round = draft_of(cast, *groups, **more)
    publish_round(cast.ingrid, round)
    return Round.get_by_id(round.id)


def invitation_about(child) -> Invitation:
    return invitations().where(Invitation.child == child).get()


def test_parent_of_two_children_hears_of_a_round_once_and_sending_again_tells_nobody(cast: Cast):
    round = draft_of(cast, cast.group3, cast.group6)

    publish_round(cast.ingrid, round)
    publish_round(cast.peter, round)

    title = "U bent uitgenodigd voor een oudergesprek"
    assert sorted(told()) == [("Eline van den Berg", title), ("Marieke de Vries", title)]
    invited = [(row.child.given_name, row.host.name) for row in invitations()]
    assert invited == [("Daan", "Groep 6"), ("Noor", "Joris Smit"), ("Sem", "Joris Smit")]


def test_child_in_two_groups_has_one_talk_with_its_own_group(cast: Cast):
    type(cast.group7).update(is_combined=True).where(type(cast.group7).id == cast.group7.id).execute()
    Enrolment.create(child=cast.noor, group=cast.group7, starts_on=clock.today())

    sent(cast, cast.group7, cast.group3)

    assert [row.host.name for row in invitations().where(Invitation.child == cast.noor)] == ["Joris Smit"]


def test_separated_parents_each_have_a_talk_where_the_round_says_so(cast: Cast):
    sent(cast, cast.group4, is_per_parent=True)

    assert sorted(row.household for row in Invitation.select()) == ["Bakker", "Visser"]
    assert len(told()) == 2


def test_a_draw_keeps_its_seed_and_tells_its_hash(cast: Cast):
    draw, first_come = sent(cast, cast.group3, mode="draw"), sent(cast, cast.group4)

    assert (draw.seed_hash, len(draw.seed) > 40) == (hash_of(draw.seed), True)
    assert (first_come.seed, first_come.seed_hash) == ("", "")


def test_reach_says_whom_a_draft_invites(cast: Cast):
    make_child(("Bo", "", "Zand"), cast.noor.birthdate, cast.group3)
    round = draft_of(cast, cast.group3, cast.group4, cast.group6, is_per_parent=True)
    Slot.update(is_blocked=True).where(Slot.host == Host.get(Host.name == "Groep 4"), Slot.starts > 1080).execute()
    Slot.update(is_blocked=True).where(Slot.day == days_of_talks()[1]).execute()

    reach = reach_of_round(round)

    assert (reach.children, reach.families, reach.people, reach.talks) == (5, 4, 4, 6)
    assert [child.given_name for child in reach.silent] == ["Bo"]
    assert [child.given_name for child in reach.split] == ["Mees"]
    assert reach.short == [("Groep 4", 1, 2)]


@pytest.mark.parametrize(
    ("later", "why"), [(timedelta(days=6), "already_closed"), (timedelta(days=30), "talks_have_passed")]
)
def test_draft_whose_moments_have_passed_is_not_sent(cast: Cast, later, why):
    round = draft_of(cast, cast.group3)

    with clock.frozen_at(clock.now() + later), pytest.raises(Refused, match=why):
        publish_round(cast.ingrid, round)

    assert (Round.get_by_id(round.id).published_at, Invitation.select().count(), told()) == (None, 0, [])


def test_groups_without_children_invite_nobody(cast: Cast):
    round = draft_of(cast, cast.group7)

    with pytest.raises(Refused, match="nobody_to_invite"):
        publish_round(cast.ingrid, round)

    assert Round.get_by_id(round.id).published_at is None


def test_who_is_told_nothing_of_a_child_is_not_invited_by_another_child(cast: Cast):
    make_link(cast.karima, cast.noor, cast.school, information="none")
    make_link(cast.tom, cast.noor, cast.school, information="on_request")
    round = draft_of(cast, cast.group3)
    reach = reach_of_round(round)

    publish_round(cast.ingrid, round)

    assert (reach.people, reach.families) == (2, 2)
    assert sorted(name for name, _title in told()) == ["Eline van den Berg", "Marieke de Vries"]
    assert [row.families for row in rounds_seen_by(cast.ingrid)] == [2]


def fill_group(cast: Cast, number: int) -> None:
    for one in range(number):
        child = make_child((f"Kind {one}", "", "Zand"), cast.noor.birthdate, cast.group4)
        make_link(make_person(f"Ouder {one}", f"zand{one}@ouders.example"), child, cast.school)


@pytest.mark.parametrize("number", [21, 400])  # fewer mails than 21 are written at once
def test_sending_costs_the_same_for_few_and_for_many(cast: Cast, number):
    fill_group(cast, number)
    round = draft_of(cast, cast.group4)

    with count_queries() as counted:
        publish_round(cast.ingrid, round)

    assert Invitation.select().count() == number + 1
    assert counted.count == (29 if is_sqlite() else 30)  # with the lock


def test_child_who_came_later_is_invited_and_only_its_parents_hear_it(cast: Cast):
    round = sent(cast, cast.group3)
    Enrolment.create(child=cast.yara, group=cast.group3, starts_on=clock.today())
    lacking = [one.child_id for one in lacking_invitations(round)]

    numbers = [invite_late_children(cast.joris, round), invite_late_children(cast.joris, round)]

    assert (lacking, numbers) == ([cast.yara.id], [1, 0])
    assert [name for name, _title in told()][2:] == ["Karima el Idrissi"]


def test_child_who_left_is_shown_and_its_invitation_taken_back_with_its_time(cast: Cast):
    round = sent(cast, cast.group3)
    noor = invitation_about(cast.noor)
    slot = Slot.get()
    book_slot(cast.marieke, noor, slot)
    Enrolment.update(ends_on=clock.today()).where(Enrolment.child == cast.noor).execute()

    left = changes_since_sent(round)[1]
    withdraw_invitation(cast.ingrid, left[0])
    withdraw_invitation(cast.ingrid, left[0])

    assert [row.id for row in left] == [noor.id]
    assert (booking_of(noor), changes_since_sent(round)[1]) == (None, [])
    assert Appointment.get().cancelled_at is not None


def test_other_words_tell_nobody_and_a_later_moment_tells_everybody_once(cast: Cast):
    round = sent(cast, cast.group3)
    window = window_of(round)

    change_round(cast.ingrid, round, "Voortgang", "Welkom", window)
    before = len(told())
    later = window._replace(closes_at=window.closes_at + timedelta(days=1))
    change_round(cast.ingrid, round, "Voortgang", "Welkom", later)

    title = "U kunt op een ander moment kiezen voor het oudergesprek"
    assert before == 2
    assert sorted(told()[2:]) == [("Eline van den Berg", title), ("Marieke de Vries", title)]
    assert Round.get_by_id(round.id).title == "Voortgang"


def test_moment_does_not_become_earlier(cast: Cast):
    round = sent(cast, cast.group3)
    window = window_of(round)

    with pytest.raises(Refused, match="window_only_later"):
        change_round(cast.ingrid, round, "X", "", window._replace(closes_at=window.closes_at - timedelta(days=1)))

    assert (Round.get_by_id(round.id).title, len(told())) == ("Oudergesprekken", 2)


def test_another_room_moves_what_stands_in_the_calendars(cast: Cast):
    sent(cast, cast.group3)
    book_slot(cast.marieke, invitation_about(cast.noor), Slot.get())

    furnish_host(cast.ingrid, Host.select(Host, Round).join(Round).get(), "Aula", "https://meet.example/3")

    assert [(row.place, row.link) for row in Appointment.select()] == [("Aula", "https://meet.example/3")]


def test_cancelled_round_frees_every_time_and_each_person_hears_it_once(cast: Cast):
    round = sent(cast, cast.group3, cast.group6)
    first, second, *_ = Slot.select().order_by(Slot.id)
    book_slot(cast.marieke, invitation_about(cast.noor), first)
    book_slot(cast.eline, invitation_about(cast.sem), second)
    WaitingPlace.create(slot=second, invitation=invitation_about(cast.noor), made_at=clock.now())

    cancel_round(cast.ingrid, round)
    cancel_round(cast.ingrid, round)

    title = "De oudergesprekken gaan niet door"
    heard = sorted(name for name, said in told() if said == title)
    assert heard == ["Eline van den Berg", "Marieke de Vries"]
    assert [row.cancelled_at is None for row in Appointment.select()] == [False, False]
    assert WaitingPlace.select().where(WaitingPlace.ended_at.is_null()).count() == 0
    assert booking_of(invitation_about(cast.noor)) is None


def test_draft_goes_away_without_anybody_hearing_of_it(cast: Cast):
    round = draft_of(cast, cast.group3)

    cancel_round(cast.ingrid, round)

    assert (told(), rounds_seen_by(cast.ingrid)) == ([], [])


def test_list_counts_the_families_that_have_all_their_times(cast: Cast):
    sent(cast, cast.group3, cast.group6)
    book_slot(cast.marieke, invitation_about(cast.noor), Slot.get())
    before = [(row.families, row.ready) for row in rounds_seen_by(cast.ingrid)]
    daan = invitation_about(cast.daan)

    book_slot(cast.marieke, daan, Slot.select().where(Slot.host == daan.host).order_by(Slot.id.desc()).get())

    assert (before, [(row.families, row.ready) for row in rounds_seen_by(cast.ingrid)]) == ([(2, 0)], [(2, 1)])


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_rounds_costs_the_same_however_many(cast: Cast, number):
    for _ in range(number):
        sent(cast, cast.group3)

    with count_queries() as counted:
        rows = rounds_seen_by(Person.get_by_id(cast.joris.id))

    assert (len(rows), counted.count) == (number, 5)


def test_outline_is_as_it_was_planned(cast: Cast):
    outline = usual_outline(cast.group3)

    round = draft_of(cast, cast.group3)

    assert outline_of(Round.get_by_id(round.id))._replace(window=outline.window) == outline
