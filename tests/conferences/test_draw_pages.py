"""The pages of a draw, reckoned again by who trusts nobody."""

import re
from hashlib import sha256

import pytest
from playhouse.test_utils import count_queries

from tests.cast import Cast
from tests.conferences.rounds import invite, make_usual_round
from tests.conferences.test_drawing import SEALED, SEED, close, times_given, wished_round
from webapp.conferences.actions.draws import draw_round
from webapp.conferences.models import Round


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
