"""When parents can come, for a round that the school plans."""

from datetime import date, timedelta

import pytest

from tests.cast import Cast
from tests.conferences.rounds import invite, make_usual_round
from webapp.conferences.actions.availability import tell_availability
from webapp.conferences.models import Availability, Block, Invitation
from webapp.conferences.queries.availability import stretches_asked_in
from webapp.conferences.rules.availability import CAN, CANNOT, GLADLY, Stretch, stretches_in, touches
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused

DAY = date(2026, 12, 8)


def told_for(invitation: Invitation) -> list[tuple[int, str]]:
    rows = Availability.select().where(Availability.invitation == invitation)
    return [(row.starts, row.kind) for row in rows.order_by(Availability.day, Availability.starts)]


@pytest.mark.parametrize(
    ("starts", "ends", "edges"),
    [(1080, 1260, [1080, 1140, 1200, 1260]), (1110, 1250, [1110, 1155, 1205, 1250]), (1080, 1140, [1080, 1110, 1140]),
     (1080, 1110, [1080, 1110])],
)  # fmt: skip
def test_long_block_is_cut_in_three_and_a_shorter_one_in_two(starts, ends, edges):
    parts = stretches_in([(DAY, starts, ends)])

    assert [part.starts for part in parts] + [parts[-1].ends] == edges


def test_talk_that_is_partly_in_a_stretch_touches_it():
    stretch = Stretch(DAY, 1080, 1110)

    assert [touches(stretch, DAY, starts, starts + 10) for starts in (1070, 1075, 1105, 1110)] == [False, True, True,
                                                                                                  False]  # fmt: skip


def test_one_answer_holds_for_all_the_own_children_and_replaces_the_last(cast: Cast):
    round, noor, daan = make_usual_round(cast, "plan")
    sem = invite(noor.host, cast.sem)
    first, second, *rest = stretches_asked_in(round)
    usual = dict.fromkeys((first, second, *rest), CAN)

    tell_availability(cast.marieke, noor, usual | {second: GLADLY})
    tell_availability(cast.marieke, daan, usual | {first: CANNOT})

    assert [told_for(one) for one in (noor, daan, sem)] == [[(first.starts, "cannot")]] * 2 + [[]]
    assert [Invitation.get_by_id(one.id).wished_at is not None for one in (noor, daan, sem)] == [True, True, False]


def test_separated_parents_each_tell_for_themselves(cast: Cast):
    round, noor, _daan = make_usual_round(cast, "plan")
    for_sanne, for_tom = (invite(noor.host, cast.mees, person) for person in (cast.sanne, cast.tom))
    answers = dict.fromkeys(stretches_asked_in(round), GLADLY)

    tell_availability(cast.sanne, for_sanne, answers)

    assert (len(told_for(for_sanne)), told_for(for_tom)) == (len(answers), [])


@pytest.mark.parametrize("code", ["nothing_possible", "stretches_changed", "wishes_closed"])
def test_answer_that_cannot_be_kept_is_refused_and_the_old_one_stays(cast: Cast, code):
    round, noor, _daan = make_usual_round(cast, "plan")
    answers = dict.fromkeys(stretches_asked_in(round), CAN)
    tell_availability(cast.marieke, noor, answers | {next(iter(answers)): GLADLY})
    before, written = told_for(noor), AuditEntry.select().count()
    if code == "stretches_changed":
        Block.update(ends=21 * 60).execute()
    if code == "wishes_closed":
        type(round).update(closes_at=clock.now() - timedelta(minutes=1)).execute()

    with pytest.raises(Refused, match=code):
        tell_availability(cast.marieke, noor, dict.fromkeys(answers, CANNOT))

    assert (told_for(noor), AuditEntry.select().count()) == (before, written)


def test_form_is_filled_in_once_and_shown_where_the_parent_looks(cast: Cast, browser_of):
    round, noor, daan = make_usual_round(cast, "plan")
    browser, (first, second, *_) = browser_of(cast.marieke), stretches_asked_in(round)

    asked = browser.get(f"/conferences/{noor.id}/availability").text
    saved = browser.post(f"/conferences/{noor.id}/availability", data={first.key: "cannot", second.key: "gladly"})

    assert "voor al deze kinderen" in asked
    assert (saved.status_code, saved.headers["Location"]) == (303, f"/conferences/{noor.id}")
    page = browser.get(f"/conferences/{daan.id}").text
    assert "18:00–18:30: <strong>kan niet</strong>" in page
    assert "18:30–19:00: <strong>graag</strong>" in page
    again = browser.get(f"/conferences/{daan.id}/availability").text
    assert f'name="{first.key}" value="cannot" checked' in again


def test_refused_form_keeps_what_was_typed(cast: Cast, browser_of):
    round, noor, _daan = make_usual_round(cast, "plan")
    typed = dict.fromkeys((stretch.key for stretch in stretches_asked_in(round)), "cannot")

    answer = browser_of(cast.marieke).post(f"/conferences/{noor.id}/availability", data=typed)

    assert (answer.status_code, told_for(noor)) == (422, [])
    assert answer.text.count('value="cannot" checked') == len(typed)
    assert "U kunt op geen enkel moment" in answer.text


@pytest.mark.parametrize(
    ("name", "status"), [("marieke", 200), ("sanne", 404), ("eline", 404), ("wouter", 404), ("joris", 404)]
)
def test_availability_is_that_of_the_own_parents(cast: Cast, browser_of, name, status):
    round, noor, _daan = make_usual_round(cast, "plan")
    browser, first = browser_of(getattr(cast, name)), stretches_asked_in(round)[0]

    shown = browser.get(f"/conferences/{noor.id}/availability")
    posted = browser.post(f"/conferences/{noor.id}/availability", data={first.key: "gladly"})

    assert shown.status_code == status
    assert (posted.status_code == 303, told_for(noor) != []) == (status == 200, status == 200)


def test_round_that_is_drawn_asks_no_availability(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast, "draw")

    assert browser_of(cast.marieke).get(f"/conferences/{noor.id}/availability").status_code == 404
