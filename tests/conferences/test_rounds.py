"""Making a round: a draft with its hosts and times."""

import pytest

from tests.cast import Cast, make_person, make_staff
from tests.conferences.outlines import draft_of, usual_outline
from tests.conferences.rounds import days_of_talks, make_usual_round
from webapp.conferences.actions.changes import furnish_host
from webapp.conferences.actions.publications import publish_round
from webapp.conferences.actions.rounds import plan_round, replan_round
from webapp.conferences.actions.slots import add_slot, block_slot
from webapp.conferences.models import Block, Host, HostTeacher, Invitation, Round, Slot
from webapp.conferences.queries.rounds import teachers_of
from webapp.conferences.rules.outlines import Lengths, Stretch
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.notifications.models import Notification
from webapp.schools.models import StaffMember


def test_draft_has_a_host_for_each_teacher_with_all_times_and_invites_nobody_yet(cast: Cast):
    round = draft_of(cast, cast.group3, cast.group7)

    hosts = [(host.name, host.slots.count()) for host in Host.select().order_by(Host.position)]
    assert hosts == [("Joris Smit", 12), ("Eline van den Berg", 12)]
    assert (Block.select().count(), round.published_at) == (2, None)
    assert (Invitation.select().count(), Notification.select().count()) == (0, 0)


def test_two_teachers_of_a_group_receive_together_and_one_teacher_of_two_groups_once(cast: Cast):
    make_staff(
        make_person("Ruben Pinas", "ruben@notenboom.example", is_staff=True), "teacher", cast.school, cast.group3
    )
    make_staff(
        make_person("Fatima Yilmaz", "fatima@notenboom.example", is_staff=True),
        *("teacher", cast.school, cast.group5, cast.group6),
    )

    draft_of(cast, cast.group3, cast.group4, cast.group5, cast.group6)

    names = [host.name for host in Host.select().order_by(Host.position)]
    assert names == ["Joris Smit & Ruben Pinas", "Groep 4", "Fatima Yilmaz"]
    assert HostTeacher.select().count() == 3


def test_the_same_form_sent_again_is_the_same_round_and_by_another_person_refused(cast: Cast):
    outline = usual_outline(cast.group3)
    first = plan_round(cast.ingrid, cast.school, outline, "key")

    again = plan_round(cast.ingrid, cast.school, outline, "key")
    with pytest.raises(Refused, match="sent_before"):
        plan_round(cast.peter, cast.school, outline, "key")

    assert (again.id, Round.select().count(), Host.select().count()) == (first.id, 1, 1)


@pytest.mark.parametrize(("group", "why"), [("group4", "not_your_group"), ("other_group", "not_your_group")])
def test_teacher_plans_for_the_own_groups_only(cast: Cast, group, why):
    with pytest.raises(Refused, match=why):
        plan_round(cast.joris, cast.school, usual_outline(cast.group3, getattr(cast, group)), "key")

    assert (Round.select().count(), Slot.select().count()) == (0, 0)


def test_a_teacher_who_does_not_have_the_group_does_not_receive_about_it(cast: Cast):
    outline = usual_outline(cast.group3)
    strange = outline._replace(receiving={cast.group3.id: usual_outline(cast.group7).receiving[cast.group7.id]})

    with pytest.raises(Refused, match="not_your_group"):
        plan_round(cast.ingrid, cast.school, strange, "key")

    assert Round.select().count() == 0


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"receiving": {}}, "no_groups"),
        ({"stretches": ()}, "no_days"),
        ({"lengths": Lengths(90, 0, 0)}, "no_talk_fits"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(cast: Cast, more, why):
    with pytest.raises(Refused, match=why):
        plan_round(cast.ingrid, cast.school, usual_outline(cast.group3)._replace(**more), "key")

    assert (Round.select().count(), Host.select().count()) == (0, 0)


def test_changing_a_draft_keeps_rooms_blocked_times_and_times_by_hand(cast: Cast):
    round = draft_of(cast, cast.group3)
    host = Host.get()
    first, second = days_of_talks()
    furnish_host(cast.ingrid, host, "Lokaal 3", "")
    block_slot(cast.ingrid, Slot.get(Slot.day == first, Slot.starts == 1080))
    add_slot(cast.ingrid, host, first, 900, 910)

    times = (Stretch(first, 1080, 1120), Stretch(second, 600, 620))
    replan_round(cast.ingrid, round, usual_outline(cast.group3, cast.group7, stretches=times))

    joris, eline = Host.select().order_by(Host.position)
    slots = [(row.day, row.starts, row.is_blocked) for row in joris.slots.order_by(Slot.day, Slot.starts)]
    assert (joris.room, eline.room, eline.slots.count()) == ("Lokaal 3", "", 6)
    assert slots[:2] == [(first, 900, False), (first, 1080, True)]
    assert slots[2:] == [(first, start, False) for start in (1090, 1100, 1110)] + [
        (second, start, False) for start in (600, 610)
    ]


def test_changing_only_the_title_of_a_draft_leaves_its_times_alone(cast: Cast):
    round = draft_of(cast, cast.group3)
    before = [row.id for row in Slot.select()]

    replan_round(cast.ingrid, round, usual_outline(cast.group3, title="Voortgang"))

    assert [row.id for row in Slot.select()] == before
    assert Round.get_by_id(round.id).title == "Voortgang"


def test_what_was_sent_is_no_draft_any_more(cast: Cast):
    round = draft_of(cast, cast.group3)
    publish_round(cast.ingrid, round)

    with pytest.raises(Refused, match="already_sent"):
        replan_round(cast.ingrid, round, usual_outline(cast.group7))

    assert [host.name for host in Host.select()] == ["Joris Smit"]


def test_teacher_who_left_is_told_of_no_talks(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)
    before = [person.id for person in teachers_of(noor.host)]
    StaffMember.update(ends_on=clock.today()).where(StaffMember.person == cast.joris).execute()

    assert (before, list(teachers_of(noor.host))) == ([cast.joris.id], [])
