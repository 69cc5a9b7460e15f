"""The draw of a round: once, told once, explained, and checked by who trusts nobody."""

import json
import re
from datetime import timedelta
from hashlib import sha256

import pytest
from playhouse.test_utils import count_queries

from tests.cast import Cast
from tests.conferences.rounds import invite, make_host, make_round, make_usual_round, slots_of
from webapp.conferences.actions.bookings import book_for
from webapp.conferences.actions.draws import draw_round
from webapp.conferences.actions.wishes import tell_wishes
from webapp.conferences.models import Booking, DrawnPlace, Invitation, Round, Slot
from webapp.conferences.rules.families import families_of
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.notifications.models import Delivery, Notification
from webapp.school_calendar.models import Appointment

SEED = "een kastanje in november"
SEALED = {"seed": SEED, "seed_hash": sha256(SEED.encode()).hexdigest()}


def close(round: Round) -> None:
    """Parents can wish no more."""
    Round.update(closes_at=clock.now() - timedelta(minutes=1)).where(Round.id == round.id).execute()


def wished_round(cast: Cast) -> tuple[Round, Invitation, Invitation, Invitation]:
    """Noor and Sem wish the same time with Joris, Daan has no wishes; parents can wish no more."""
    round, noor, daan = make_usual_round(cast, "draw", **SEALED)
    sem = invite(noor.host, cast.sem)
    first, second, *_ = slots_of(noor.host)
    tell_wishes(cast.marieke, noor, [first.id, second.id], works_shifts=False)
    tell_wishes(cast.eline, sem, [first.id], works_shifts=True)
    close(round)
    return round, noor, daan, sem


def times_given() -> dict[int, int]:
    return {row.invitation_id: row.slot_id for row in Booking.select().where(Booking.ended_at.is_null())}


def test_everybody_gets_a_time_and_every_family_hears_it_once(cast: Cast):
    round, noor, daan, sem = wished_round(cast)

    draw_round(cast.ingrid, round)

    assert times_given().keys() == {noor.id, daan.id, sem.id}
    assert {row.source for row in Booking.select()} == {"draw"}
    told = Delivery.select(Delivery.person).where(Delivery.channel == "mail").order_by(Delivery.person)
    assert [row.person_id for row in told] == sorted([cast.marieke.id, cast.eline.id])
    assert (Notification.select().count(), Appointment.select().count()) == (1, 3)


def test_second_draw_changes_nothing(cast: Cast):
    round, *_ = wished_round(cast)
    draw_round(cast.ingrid, round)
    before = times_given(), list(DrawnPlace.select().tuples()), Notification.select().count()

    draw_round(cast.peter, round)

    assert (times_given(), list(DrawnPlace.select().tuples()), Notification.select().count()) == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"closes_at": clock.now() + timedelta(days=1)}, "not_closed"),
        ({"mode": "plan"}, "not_closed"),
        ({"seed": ""}, "no_seed"),
        ({"cancelled_at": clock.now()}, "cancelled"),
    ],
)
def test_draw_that_cannot_be_is_refused_and_gives_nobody_a_time(cast: Cast, change, code):
    round, *_ = wished_round(cast)
    Round.update(**change).execute()

    with pytest.raises(Refused, match=code):
        draw_round(cast.ingrid, round)

    assert (times_given(), DrawnPlace.select().count(), Notification.select().count()) == ({}, 0, 0)
    assert Round.get_by_id(round.id).drawn_at is None


def test_reasons_for_more_tickets_are_kept_with_the_place(cast: Cast):
    round, noor, daan, sem = wished_round(cast)

    draw_round(cast.ingrid, round)

    chances = {row.invitation_id: json.loads(row.chances) for row in DrawnPlace.select()}
    assert chances == {noor.id: ["siblings"], daan.id: ["siblings"], sem.id: ["shifts"]}


def test_who_got_none_of_the_first_wishes_last_time_has_one_more_ticket(cast: Cast):
    round, noor, _daan, sem = wished_round(cast)
    draw_round(cast.ingrid, round)
    lost = DrawnPlace.get(DrawnPlace.invitation == sem).got_rank is None
    DrawnPlace.update(got_rank=None).where(DrawnPlace.invitation == noor).execute()
    again = make_round(cast.school, "draw", **SEALED)
    host = make_host(again, cast.joris, cast.group3)
    next_noor, next_yara, next_sem = (invite(host, child) for child in (cast.noor, cast.yara, cast.sem))
    close(again)

    draw_round(cast.ingrid, again)

    places = DrawnPlace.select().join(Invitation).where(Invitation.round == again)
    chances = {row.invitation_id: json.loads(row.chances) for row in places}
    assert chances == {next_noor.id: ["missed"], next_yara.id: [], next_sem.id: ["missed"] if lost else []}


def test_time_that_the_school_gave_before_stays_and_is_not_drawn(cast: Cast):
    round, noor, daan, sem = wished_round(cast)
    slot = slots_of(noor.host)[0]
    book_for(cast.ingrid, noor, slot, is_fixed=True)

    draw_round(cast.ingrid, round)

    assert (times_given()[noor.id], times_given()[sem.id] != slot.id) == (slot.id, True)
    assert {row.invitation_id for row in DrawnPlace.select()} == {daan.id, sem.id}
    assert DrawnPlace.get(DrawnPlace.invitation == sem).got_rank is None


def test_who_needs_no_talk_is_not_drawn(cast: Cast):
    round, noor, daan, sem = wished_round(cast)
    Invitation.update(declined_at=clock.now()).where(Invitation.id == noor.id).execute()

    draw_round(cast.ingrid, round)

    assert times_given().keys() == {daan.id, sem.id}


def test_who_is_at_a_talk_of_another_round_is_not_put_there(cast: Cast):
    other, noor_there, _daan = make_usual_round(cast)
    book_for(cast.ingrid, noor_there, slots_of(noor_there.host)[0])
    round = make_round(cast.school, "draw", **SEALED)
    noor = invite(make_host(round, cast.joris, cast.group3), cast.noor)
    close(round)

    draw_round(cast.ingrid, round)

    assert Slot.get_by_id(times_given()[noor.id]).starts == 18 * 60 + 20  # 18:00 and a walk of five minutes
    assert other.id != round.id


@pytest.mark.parametrize("is_given", [True, False])
def test_separated_parents_are_drawn_on_different_evenings_where_that_is_asked(cast: Cast, is_given):
    round = make_round(cast.school, "draw", **SEALED)
    host = make_host(round, cast.joris, cast.group4)
    pair = [invite(host, cast.mees, person) for person in (cast.sanne, cast.tom)]
    Invitation.update(is_apart=True).where(Invitation.id == pair[0].id).execute()
    first = slots_of(host)[0]
    if is_given:
        book_for(cast.ingrid, pair[0], first, is_fixed=True)
    else:
        tell_wishes(cast.sanne, pair[0], [first.id], works_shifts=False)
    tell_wishes(cast.tom, pair[1], [slots_of(host)[1].id], works_shifts=False)
    close(round)

    draw_round(cast.ingrid, round)

    days = {Slot.get_by_id(slot).day for slot in times_given().values()}
    assert len(days) == 2


def test_families_are_who_share_somebody_that_answers():
    assert families_of({1: [7], 2: [8], 3: [7, 9], 4: [9], 5: []}) == {1: 1, 2: 2, 3: 1, 4: 1, 5: 5}


def cells_of(page: str) -> list[list[str]]:
    """The rows of the table on a page, as text."""
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in body.split("</tr>")[:-1]]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in rows]


def lowest_ticket(seed: str, number: str, many: str) -> str:
    """As the page tells to reckon it, without anything of the portal."""
    texts = [f"{seed}:{number}", *(f"{seed}:{number}:{more}" for more in range(2, int(many) + 1))]
    return min(sha256(text.encode()).hexdigest() for text in texts)


def test_draw_is_reckoned_again_from_what_the_page_shows(cast: Cast, browser_of):
    round, noor, _daan, _sem = wished_round(cast)
    draw_round(cast.ingrid, round)

    page = browser_of(cast.marieke).get(f"/conferences/{noor.id}/draw").text

    seed, told_hash = (re.search(rf'id="{id}">(.*?)<', page)[1] for id in ("seed", "seed-hash"))
    rows = cells_of(page)
    assert sha256(seed.encode()).hexdigest() == told_hash == SEALED["seed_hash"]
    assert [ticket for *_, ticket in rows] == [lowest_ticket(seed, number, many) for _p, number, many, _t in rows]
    assert [ticket for *_, ticket in rows] == sorted(ticket for *_, ticket in rows)
    own = next(place for place, number, *_ in rows if number == str(noor.id))
    assert f"U was nummer {own} van 3." in page


def test_outcome_is_reckoned_again_from_the_page_of_the_school(cast: Cast, browser_of):
    round, noor, _daan, sem = wished_round(cast)
    draw_round(cast.ingrid, round)

    page = browser_of(cast.ingrid).get(f"/rounds/{round.id}/draw").text

    wished = [row for row in cells_of(page) if row[1] in (str(noor.id), str(sem.id))]
    winner, loser = sorted(wished, key=lambda row: lowest_ticket(SEED, row[1], row[4][0]))
    assert [row[1] for row in wished] == [winner[1], loser[1]]
    assert (winner[6], "18:00" in winner[7]) == ("1e wens", True)
    assert loser[6] == ("2e wens" if loser[1] == str(noor.id) else "geen wens vrij")


def test_parent_sees_no_other_family_and_nothing_before_the_draw(cast: Cast, browser_of):
    round, noor, _daan, _sem = wished_round(cast)
    browser = browser_of(cast.marieke)
    before = [browser.get(path).text for path in (f"/conferences/{noor.id}", f"/conferences/{noor.id}/draw")]
    draw_round(cast.ingrid, round)

    after = [browser.get(path).text for path in (f"/conferences/{noor.id}", f"/conferences/{noor.id}/draw")]

    assert [SEED in page for page in before] == [False, False]
    assert "Er wordt geloot" in before[0]
    assert [name for page in before + after for name in ("Sem", cast.sem.name) if name in page] == []


@pytest.mark.parametrize(
    ("name", "status"), [("ingrid", 303), ("peter", 303), ("joris", 404), ("marieke", 404), ("bram", 404)]
)
def test_round_is_drawn_by_who_runs_it(cast: Cast, browser_of, name, status):
    round, *_ = wished_round(cast)
    browser = browser_of(getattr(cast, name))

    shown = browser.get(f"/rounds/{round.id}/draw")
    drawn = browser.post(f"/rounds/{round.id}/draw")

    assert (shown.status_code, drawn.status_code) == (200 if status == 303 else 404, status)
    assert (Round.get_by_id(round.id).drawn_at is not None) == (status == 303)


def test_button_is_there_only_when_parents_can_wish_no_more(cast: Cast, browser_of):
    round, *_ = make_usual_round(cast, "draw", **SEALED)
    browser = browser_of(cast.ingrid)

    before = browser.get(f"/rounds/{round.id}/draw").text
    pressed = browser.post(f"/rounds/{round.id}/draw", follow_redirects=True).text
    close(round)

    assert ("Loten en bekendmaken" in before, "Ouders kunnen nog wensen doorgeven." in pressed) == (False, True)
    assert "Loten en bekendmaken" in browser.get(f"/rounds/{round.id}/draw").text
    assert times_given() == {}


def test_pages_of_the_draw_ask_as_much_for_many_as_for_few(cast: Cast, browser_of):
    counts = []
    for extra in ((), (cast.yara, cast.mees)):
        round, noor, *_ = wished_round(cast)
        for child in extra:
            invite(noor.host, child)
        draw_round(cast.ingrid, round)
        pages = ((cast.ingrid, f"/rounds/{round.id}/draw"), (cast.marieke, f"/conferences/{noor.id}/draw"))
        for person, path in pages:
            browser = browser_of(person)
            browser.get(path)
            with count_queries() as counted:
                browser.get(path)
            counts.append(counted.count)

    assert (counts[:2] == counts[2:], max(counts) <= 10) == (True, True)
