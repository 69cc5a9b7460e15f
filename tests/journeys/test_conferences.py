"""Talks from the office's plan to the parent's phone and the teacher's day sheet; each test goes on from the last."""

import re
from io import BytesIO

import icalendar
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import DESKTOP, TABLET
from tests.journeys.letters import kept_letter
from tests.journeys.test_absence import MARIEKE, at_school, tap

pytestmark = pytest.mark.journey

INGRID, JORIS, TITLE = "ingrid@notenboom.example", "joris@notenboom.example", "Rapportgesprekken"


def open_invitation(phone: Page, child: str) -> None:
    phone.goto("/conferences")
    phone.get_by_role("region", name=TITLE).get_by_role("link", name=re.compile(child)).click()


def time_booked(phone: Page) -> str:
    """«19:20–19:30» of the card of a booked talk."""
    card = phone.get_by_role("region", name="Uw gesprek staat gepland")
    expect(card).to_be_visible()
    return re.findall(r"\d\d:\d\d–\d\d:\d\d", card.inner_text())[0]


def take(phone: Page, time: str) -> None:
    """Tap this time, of the first day that has it free."""
    phone.locator(".times-form button", has_text=re.compile(rf"^\s*{time}")).first.click()


def test_office_plans_talks_for_eight_groups(open_at_school, picture):
    desk = at_school(open_at_school, INGRID, DESKTOP)
    desk.goto("/rounds")
    desk.get_by_role("link", name="Oudergesprekken plannen").click()
    desk.get_by_label("Naam van deze ronde").fill(TITLE)
    desk.get_by_label("Dag 1").fill("2026-12-09")
    desk.get_by_label("Dag 2").fill("2026-12-14")
    expect(desk.get_by_label("Dag 1 woensdag")).to_be_visible()
    expect(desk.locator("[name=closes_day]")).to_have_value("2026-12-04")
    expect(desk.locator("[name=changes_day]")).to_have_value("2026-12-08")
    desk.locator("[name=opens_day]").fill("2026-11-24")
    picture(desk, "round-new")
    tap(desk, "Verder naar de lokalen")
    picture(desk, "round-rooms")
    rooms = desk.locator("input[name$=room]")
    for number in range(rooms.count()):
        rooms.nth(number).fill(f"Lokaal {number + 1}")
    tap(desk, "Verder naar nakijken")
    picture(desk, "round-review")

    tap(desk, "Ouders uitnodigen")

    expect(desk.get_by_role("heading", name=TITLE)).to_be_visible()
    picture(desk, "round-grid")


def test_parent_books_both_children_back_to_back_on_a_phone(open_at_school, picture):
    phone = at_school(open_at_school, MARIEKE)
    open_invitation(phone, "Noor")
    picture(phone, "talk-choose")
    take(phone, "18:30")
    assert time_booked(phone) == "18:30–18:40"
    open_invitation(phone, "Daan")
    picture(phone, "talk-choose-second")

    phone.get_by_role("region", name="Sluit aan op uw andere gesprek").get_by_role("button").first.click()

    picture(phone, "talk-booked")
    assert time_booked(phone) in ("18:10–18:20", "18:50–19:00")  # beside Noor's, with five minutes to walk


def test_parent_keeps_the_confirmation_and_the_calendar_file(open_at_school):
    phone = at_school(open_at_school, MARIEKE)
    open_invitation(phone, "Noor")

    file = phone.request.get(phone.get_by_role("link", name="Zet in mijn agenda").get_attribute("href"))
    letter = kept_letter(phone.get_by_role("button", name="Bevestiging"), "letter-talk")

    (talk,) = icalendar.Calendar.from_ical(file.body()).walk("VEVENT")
    assert (str(talk["SUMMARY"]), talk["DTSTART"].dt.strftime("%H:%M")) == ("Oudergesprek", "18:30")
    assert "Noor de Vries" in letter


def test_who_waits_gets_the_time_when_the_other_parent_calls_off(open_at_school, picture):
    waiting = at_school(open_at_school, "eline@notenboom.example")  # Sem's mother, of the same group
    open_invitation(waiting, "Sem")
    take(waiting, "19:00")
    waiting.get_by_text("Andere tijd kiezen").click()
    waiting.get_by_text("Staat uw tijd er niet bij?").click()
    waiting.get_by_role("button", name=re.compile("^18:30.*wachten")).first.click()
    expect(waiting.get_by_text("U staat op de wachtlijst voor deze tijd.")).to_be_visible()

    phone = at_school(open_at_school, MARIEKE)
    open_invitation(phone, "Noor")
    phone.get_by_role("link", name="Afzeggen").click()
    picture(phone, "talk-cancel")
    tap(phone, "Afzeggen")
    take(phone, "19:20")

    open_invitation(waiting, "Sem")
    assert (time_booked(waiting), time_booked(phone)) == ("18:30–18:40", "19:20–19:30")
    picture(waiting, "talk-moved-up")


def test_teacher_swaps_two_families_writes_a_note_and_prints_the_day_sheet(open_at_school, picture):
    tablet = at_school(open_at_school, JORIS, TABLET)
    tablet.goto("/talks")
    picture(tablet, "own-talks")
    sheets = tablet.get_by_role("region", name=re.compile(r"\b(9|14) dec"))  # of this round alone
    sheets.get_by_role("link", name="Noor de Vries").last.click()
    others = tablet.get_by_label("Wisselen met")
    others.select_option(others.locator("option", has_text="Sem van den Berg").get_attribute("value"))
    tap(tablet, "Wisselen…")
    picture(tablet, "talk-swap")
    tap(tablet, "Wisselen")
    tablet.get_by_label("Notitie, alleen voor de school").fill("Leest graag voor")
    tap(tablet, "Opslaan")
    picture(tablet, "talk-of-school")

    tablet.get_by_role("link", name=TITLE).click()
    tablet.goto(f"{tablet.url}/papers")
    tap(tablet, "Dagstaten")
    tablet.wait_for_url(re.compile("pdf="), timeout=60_000)
    file = tablet.request.get(tablet.get_by_role("link", name="Open de bladen (PDF)").get_attribute("href"))

    text = PdfReader(BytesIO(file.body())).pages[0].extract_text().replace("\n", " ")
    assert re.search("18:30 Noor de Vries .*Leest graag voor", text)
    assert re.search("19:20 Sem van den Berg", text)
