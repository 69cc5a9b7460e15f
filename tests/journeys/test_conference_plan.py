"""A draw that anybody can check, and a plan: made, one child dragged, made again, announced, seen by the parent."""

import json
import subprocess
import sys

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import DESKTOP, ROOT, Portal
from tests.journeys.test_absence import MARIEKE, at_school, tap

pytestmark = pytest.mark.journey

INGRID = "ingrid@notenboom.example"
WIDE = (1280, 1600)


def talks(portal: Portal, *words: str | int) -> dict[str, int]:
    """What `tests/journeys/talks.py` says."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.talks", *map(str, words)],
        env=portal.environment, cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def dragged(page: Page, talk: Locator, place: Locator) -> None:
    """With a real mouse: press, move, let go."""
    here, there = talk.bounding_box(), place.bounding_box()
    page.mouse.move(here["x"] + 20, here["y"] + 10)
    page.mouse.down()
    page.mouse.move(here["x"] + 30, here["y"] + 16, steps=4)
    page.mouse.move(there["x"] + 40, there["y"] + 12, steps=8)
    page.mouse.up()


def test_wishes_by_tap_then_a_draw_that_the_parent_can_check(morning, open_at_school, picture):
    made = talks(morning, "draw")
    phone = at_school(open_at_school, MARIEKE)
    phone.goto(f"/conferences/{made['Noor']}")
    phone.get_by_role("link", name="Wensen doorgeven").click()
    for time in ("18:40", "18:00", "18:20"):
        phone.locator("[data-wish]").filter(has_text=time).first.click()
    phone.locator("[data-wish]").filter(has_text="18:00").first.click()  # not that one after all
    picture(phone, "draw-wishes")
    tap(phone, "Wensen bewaren")
    expect(phone.locator(".wish-list li")).to_have_text(["di 8 dec, 18:40", "di 8 dec, 18:20"])
    picture(phone, "draw-wished")
    talks(morning, "close", made["round"])

    desk = at_school(open_at_school, INGRID, DESKTOP)
    desk.goto(f"/rounds/{made['round']}/draw")
    picture(desk, "draw-before")
    tap(desk, "Loten en bekendmaken")
    expect(desk.get_by_text("De ouders hebben bericht gekregen.")).to_be_visible()
    picture(desk, "draw-order")

    phone.goto(f"/conferences/{made['Noor']}")
    phone.get_by_role("link", name="Zo ging de loting").click()
    expect(phone.locator("#seed")).to_have_text("een kastanje in november")
    expect(phone.get_by_text("U was nummer")).to_be_visible()
    picture(phone, "draw-explained")


def test_plan_is_made_changed_by_hand_made_again_announced_and_seen(morning, open_at_school, picture):
    made = talks(morning, "plan")
    phone = at_school(open_at_school, MARIEKE)
    phone.goto(f"/conferences/{made['Daan']}")
    phone.get_by_role("link", name="Doorgeven wanneer u kunt").click()
    phone.locator(".segment-cannot").first.click()
    phone.locator(".segment-gladly").last.click()
    picture(phone, "plan-availability")
    tap(phone, "Opslaan")
    expect(phone.get_by_text("kan niet")).to_be_visible()
    picture(phone, "plan-told")
    talks(morning, "close", made["round"])

    desk = at_school(open_at_school, INGRID, WIDE)
    planned_on(desk, made["round"])
    picture(desk, "plan-report")
    desk.get_by_role("link", name="Naar het bord").click()
    noor = desk.locator(f"[data-talk='{made['Noor']}']")
    column = f"td[data-host='{noor.get_attribute('data-host')}']"
    picture(desk, "plan-board")
    dragged(desk, noor, desk.locator(f"{column}:not(:has([data-talk='{made['Noor']}']))").first)
    expect(desk.get_by_text("is verzet en staat vast.")).to_be_visible()
    chosen = desk.locator("tr", has=noor).locator("th").inner_text()
    picture(desk, "plan-dragged")
    planned_on(desk, made["round"])
    desk.goto(f"/rounds/{made['round']}/board")
    expect(desk.locator("tr", has=noor).locator("th")).to_have_text(chosen)

    phone.goto(f"/conferences/{made['Noor']}")
    expect(phone.get_by_text("De school maakt het rooster.").first).to_be_visible()
    expect(phone.get_by_text("Uw gesprek staat gepland")).to_have_count(0)
    desk.get_by_role("link", name="Bekendmaken").click()
    picture(desk, "plan-announce")
    tap(desk, "Bekendmaken")
    expect(desk.get_by_text("De tijden zijn bekendgemaakt:")).to_be_visible()
    phone.reload()
    expect(phone.locator(".talk-when")).to_contain_text(chosen)
    picture(phone, "plan-seen")


def planned_on(desk: Page, round: int) -> None:
    """A plan is ordered, and waited for."""
    desk.goto(f"/rounds/{round}/plan")
    tap(desk, "Rooster maken")
    desk.wait_for_url(f"**/rounds/{round}/plan", timeout=90_000)
    expect(desk.get_by_role("heading", name="Zo goed is het rooster")).to_be_visible()


def test_child_is_moved_by_keyboard(morning, open_at_school):
    made = talks(morning, "plan")
    talks(morning, "close", made["round"])
    desk = at_school(open_at_school, INGRID, WIDE)
    planned_on(desk, made["round"])
    desk.goto(f"/rounds/{made['round']}/board")
    daan = desk.locator(f"[data-talk='{made['Daan']}']")

    daan.focus()
    daan.press("Enter")
    place = desk.get_by_role("button", name="hierheen").first
    expect(place).to_be_visible()
    place.press("Enter")

    expect(desk.get_by_text("is verzet en staat vast.")).to_be_visible()
    expect(daan).to_be_focused()
    desk.get_by_role("button", name="Daan de Vries losmaken").click()
    expect(desk.get_by_text("Daan de Vries staat niet meer vast.")).to_be_visible()
