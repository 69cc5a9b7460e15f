"""The calendar from the teacher's tablet to a parent's own calendar program; helping, and the week on one page."""

import re

import icalendar
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP
from tests.journeys.test_absence import MARIEKE, at_school, tap
from tests.school_calendar.received import calendar_of, vevent

pytestmark = pytest.mark.journey

INGRID = "ingrid@notenboom.example"
JORIS, TABLET = "joris@notenboom.example", (820, 1180)


def write_event(tablet: Page, title: str) -> None:
    tablet.goto("/calendar")
    tablet.get_by_role("link", name="Toevoegen").click()
    tablet.get_by_label("Wat", exact=True).fill(title)
    tablet.get_by_label("Dag", exact=True).fill("2026-12-08")
    tablet.locator("[name=starts_at]").fill("09:00")
    tablet.locator("[name=ends_at]").fill("12:00")
    tablet.get_by_label("Waar").fill("Het museum")


def test_teacher_puts_something_into_the_calendar_and_asks_help(open_at_school, picture):
    tablet = at_school(open_at_school, JORIS, TABLET)

    write_event(tablet, "Naar het museum")
    picture(tablet, "calendar-write")
    tap(tablet, "In de agenda zetten")
    tablet.get_by_role("link", name="Hulp vragen").click()
    tablet.get_by_label("Waarmee?").fill("Meelopen")
    tablet.get_by_label("Hoeveel plaatsen?").fill("2")
    tap(tablet, "Hulp vragen")

    expect(tablet.get_by_text("0 van 2 plaatsen bezet.")).to_be_visible()
    picture(tablet, "calendar-tasks")


def test_parent_finds_it_on_the_phone_and_helps(open_at_school, picture):
    phone = at_school(open_at_school, MARIEKE)
    phone.get_by_role("link", name="Agenda").last.click()
    picture(phone, "calendar-weeks")
    phone.get_by_role("link", name="Naar het museum").click()
    picture(phone, "calendar-event")

    tap(phone, "Ik help mee")

    expect(phone.get_by_text("U helpt mee.", exact=True)).to_be_visible()
    expect(phone.get_by_text("1 van 2 plaatsen bezet.")).to_be_visible()
    picture(phone, "calendar-helping")


def test_parent_reads_along_in_an_own_calendar_program(open_at_school, picture):
    phone = at_school(open_at_school, MARIEKE)
    phone.goto("/calendar/addresses")
    tap(phone, "Maak een adres")
    picture(phone, "calendar-address")
    address = phone.get_by_label("Of kopieer het adres").input_value()

    file = icalendar.Calendar.from_ical(phone.request.get(address).body())

    titles = {str(event["SUMMARY"]) for event in file.walk("VEVENT")}
    assert {"Naar het museum", "Gym", "Zwemmen", "Kerstvakantie"} <= titles
    assert not re.search("Noor|Daan", str(file))


def test_month_and_week_on_one_sheet(open_at_school, picture):
    desk = at_school(open_at_school, MARIEKE, DESKTOP)
    desk.goto("/calendar?view=month&month=2026-12")

    expect(desk.get_by_role("cell").filter(has_text="Naar het museum")).to_have_count(1)
    picture(desk, "calendar-month")
    desk.goto("/digest?week=2026-11-28")
    picture(desk, "digest")


def test_office_reads_in_the_file_of_another_program(open_at_school, picture, tmp_path):
    skating = vevent("DTSTART;VALUE=DATE:20261209", uid="schaatsen@elsewhere", title="Schaatsen")
    daily = vevent("DTSTART;VALUE=DATE:20261209", "RRULE:FREQ=DAILY;COUNT=3", uid="2@elsewhere", title="Elke dag")
    (tmp_path / "jaar.ics").write_bytes(calendar_of(skating, daily))
    desk = at_school(open_at_school, INGRID, DESKTOP)
    desk.goto("/calendar")
    desk.get_by_role("link", name="Inlezen").click()
    desk.get_by_label("Agendabestand").set_input_files(tmp_path / "jaar.ics")
    tap(desk, "Bestand bekijken")
    expect(desk.get_by_text("Dit komt anders terug dan elke week op dezelfde dag.")).to_be_visible()
    picture(desk, "calendar-import")

    desk.get_by_label("Heel De Notenboom").check()
    tap(desk, "In de agenda zetten")

    desk.goto("/calendar?view=week&week=2026-W50")
    expect(desk.get_by_role("link", name="Schaatsen")).to_be_visible()
    expect(desk.get_by_text("Elke dag")).to_have_count(0)
    picture(desk, "calendar-week")


def test_teacher_calls_it_off(open_at_school, picture):
    tablet = at_school(open_at_school, JORIS, TABLET)
    tablet.goto("/calendar")
    tablet.get_by_role("link", name="Naar het museum").click()
    tablet.get_by_role("link", name="Afzeggen").click()
    picture(tablet, "calendar-cancel")
    tap(tablet, "Afzeggen")
    expect(tablet.get_by_text("Dit gaat niet door.")).to_be_visible()

    phone = at_school(open_at_school, MARIEKE)
    phone.goto("/calendar")

    expect(phone.get_by_role("link", name="Naar het museum")).to_have_count(0)
