"""The manual's path, from the school's own file to the feed, as people walk it: in a browser, with real mail.

One long day: each test goes on where the one before it ended.
"""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import DESKTOP, Portal

pytestmark = pytest.mark.journey

FILES = Path(__file__).resolve().parents[2] / "webapp" / "demo"
MARIEKE, INGRID = "marieke@ouders.example", "ingrid@notenboom.example"
PASSWORD = "een fiets bij de kastanje"
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@pytest.fixture(scope="module")
def letters() -> dict[str, str]:
    """The codes from the letters, by «child at unit»."""
    return {}


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def accept_invitation(page: Page, portal: Portal, email: str) -> None:
    page.goto(portal.letterbox.link_to(email, "/invitations/"))
    page.get_by_label("Kies een wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Account afmaken").click()
    page.wait_for_url(re.compile("/sign-in"))
    sign_in(page, email)


def print_letter(page: Page, child: str) -> str:
    """The office prints the letter of one child; returns its whole text."""
    page.goto("/office")
    page.get_by_role("link", name="Kinderen").first.click()
    page.get_by_role("searchbox").fill(child)
    page.get_by_role("link", name=child).first.click()
    page.get_by_role("link", name=re.compile("[Bb]rief")).first.click()
    page.get_by_role("button", name="Brief maken").click()
    link = page.get_by_role("link", name="Open de brieven (PDF)")
    expect(link).to_be_visible(timeout=60_000)
    pdf = page.request.get(link.get_attribute("href")).body()
    return "\n".join(part.extract_text() for part in PdfReader(BytesIO(pdf)).pages)


def test_administrator_adds_the_school_and_invites_its_people(portal, open_device, picture):
    portal.flask("first-admin", "Anouk Dekker", "anouk@bestuur.example")
    desk = open_device(DESKTOP)
    accept_invitation(desk, portal, "anouk@bestuur.example")
    people = {
        "De Notenboom": [("Ingrid Mulder", "ingrid@notenboom.example", "administratie")],
        "BSO De Notenkraker": [("Bram Postma", "bram@notenkraker.example", "locatieleider")],
    }

    for unit, staff in people.items():
        desk.goto("/units/new")
        desk.get_by_label("Naam").fill(unit)
        desk.get_by_label("BSO" if unit.startswith("BSO") else "school", exact=True).check()
        desk.get_by_role("button", name="Toevoegen").click()
        for name, email, role in staff:
            desk.goto("/units")
            desk.get_by_role("link", name=f"Medewerkers van {unit}").click()
            desk.get_by_role("link", name="Medewerker toevoegen").click()
            desk.get_by_label("Naam").fill(name)
            desk.get_by_label("E-mailadres").fill(email)
            desk.get_by_label(role, exact=True).check()
            desk.get_by_role("button", name="Medewerker toevoegen").click()
            desk.get_by_role("button", name=f"{name} uitnodigen").click()

    picture(desk, "admin-staff")
    assert portal.letterbox.link_to("ingrid@notenboom.example", "/invitations/")


def test_office_imports_the_file_of_its_administration(portal, open_device, picture):
    desk = open_device(DESKTOP)
    accept_invitation(desk, portal, "ingrid@notenboom.example")
    desk.goto("/office")
    picture(desk, "office-empty")

    desk.get_by_role("link", name=re.compile("[Bb]estand")).first.click()
    desk.get_by_label("Bestand uit uw administratie").set_input_files(FILES / "kindcentrum.xml")
    desk.get_by_role("button", name="Bestand bekijken").click()
    desk.wait_for_url(re.compile("/imports/"), timeout=60_000)
    expect(desk.get_by_text("180").first).to_be_visible()
    picture(desk, "import-plan")
    desk.get_by_role("button", name=re.compile("^Invoeren")).click()
    expect(desk.get_by_text("Alles is ingevoerd.")).to_be_visible(timeout=60_000)
    picture(desk, "import-result")

    desk.goto("/office")
    expect(desk.get_by_text("180").first).to_be_visible()


def test_care_imports_a_list_and_says_which_column_is_what(portal, open_device, picture):
    phone = open_device()
    accept_invitation(phone, portal, "bram@notenkraker.example")
    phone.goto("/office")

    phone.get_by_role("link", name=re.compile("[Bb]estand")).first.click()
    phone.get_by_label("Bestand uit uw administratie").set_input_files(FILES / "bso.csv")
    phone.get_by_role("button", name="Bestand bekijken").click()
    phone.wait_for_url(re.compile("/mapping"))
    picture(phone, "mapping")
    phone.get_by_role("button", name="Verder").click()
    phone.wait_for_url(re.compile(r"/imports/\d+$"), timeout=60_000)
    picture(phone, "care-plan")
    phone.get_by_role("button", name=re.compile("^Invoeren")).click()

    expect(phone.get_by_text("Alles is ingevoerd.")).to_be_visible(timeout=60_000)


def test_office_prints_the_letters_and_each_holds_the_code(portal, open_device, letters, picture):
    desk = open_device(DESKTOP)
    for email, unit, children in (
        ("ingrid@notenboom.example", "De Notenboom", ("Noor de Vries", "Daan de Vries")),
        ("bram@notenkraker.example", "BSO De Notenkraker", ("Noor de Vries",)),
    ):
        desk.context.clear_cookies()
        sign_in(desk, email)
        for child in children:
            text = print_letter(desk, child)
            assert (child in text, unit in text) == (True, True)
            letters[f"{child} at {unit}"] = CODE.search(text)[0]
        picture(desk, "letter-ready")

    assert len(set(letters.values())) == 3


def test_parent_makes_an_account_with_two_codes_and_activates_it(portal, open_device, letters, picture):
    phone = open_device()
    phone.goto("/")
    picture(phone, "landing")
    phone.get_by_role("link", name="Account maken").click()
    for child in ("Noor", "Daan"):
        phone.get_by_label("Koppelcode").fill(letters[f"{child} de Vries at De Notenboom"].lower())
        phone.get_by_role("button", name="Koppelcode toevoegen").click()
        expect(phone.get_by_text(child, exact=True).first).to_be_visible()
    picture(phone, "codes")
    phone.get_by_role("link", name="Verder").click()
    phone.get_by_label("Uw naam").fill("Marieke de Vries")
    phone.get_by_label("E-mailadres").fill("marieke@ouders.example")
    phone.get_by_label("Kies een wachtwoord").fill(PASSWORD)
    picture(phone, "sign-up")
    phone.get_by_role("button", name="Account maken").click()
    expect(phone.get_by_text("marieke@ouders.example")).to_be_visible()

    phone.goto(portal.letterbox.link_to("marieke@ouders.example", "/activations/"))
    phone.get_by_role("button", name="Activeer je account").click()
    sign_in(phone, "marieke@ouders.example")

    expect(phone).to_have_url(re.compile("/news"))
    expect(phone.get_by_role("heading", name="Nieuws", exact=True)).to_be_visible()
    picture(phone, "feed-empty")


def test_third_code_adds_the_care_and_the_feed_shows_both_units(portal, open_device, letters, picture):
    desk, phone = open_device(DESKTOP), open_device()
    for email, title, audience in (
        ("ingrid@notenboom.example", "Studiedag op vrijdag", "Heel De Notenboom"),
        ("bram@notenkraker.example", "Vuur maken op woensdag", "Heel BSO De Notenkraker"),
    ):
        desk.context.clear_cookies()
        sign_in(desk, email)
        write_post(desk, title, audience)
    sign_in(phone, "marieke@ouders.example")
    expect(phone.get_by_role("article")).to_have_count(1)

    phone.get_by_label(re.compile("Menu van Marieke")).click()
    phone.get_by_role("link", name="Koppelcode").click()
    phone.get_by_label("Koppelcode").fill(letters["Noor de Vries at BSO De Notenkraker"])
    phone.get_by_role("button", name="Koppelcode toevoegen").click()
    picture(phone, "third-code")
    phone.get_by_role("button", name="Koppel Noor").click()
    expect(phone.get_by_text("U bent gekoppeld aan Noor.")).to_be_visible()
    phone.goto("/news")

    expect(phone.get_by_role("article")).to_have_count(2)
    expect(phone.get_by_role("article").filter(has_text="Vuur maken op woensdag").get_by_text("Noor")).to_be_visible()
    expect(phone.get_by_role("article").filter(has_text="Studiedag").get_by_text("Daan")).to_be_visible()
    picture(phone, "feed")


def write_post(page: Page, title: str, audience: str) -> None:
    page.goto("/news/new")
    page.get_by_label(audience).check()
    page.get_by_label("Titel").fill(title)
    page.get_by_role("textbox", name="Bericht").fill("Kijk in de agenda.")
    expect(page.get_by_text(re.compile(r"Dit bericht bereikt \d+ ouder"))).to_be_visible()
    page.get_by_role("button", name="Plaatsen").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_open_feed_tells_of_a_new_post_and_the_author_sees_it_was_seen(portal, open_device, picture):
    phone, desk = open_device(), open_device(DESKTOP)
    sign_in(phone, "marieke@ouders.example")
    expect(phone.get_by_role("heading", name="Nieuws", exact=True)).to_be_visible()

    sign_in(desk, "ingrid@notenboom.example")
    desk.goto("/news/new")
    desk.get_by_label(re.compile("Groep 3 ")).check()
    desk.get_by_label("Titel").fill("Bladeren gezocht")
    desk.get_by_role("textbox", name="Bericht").click()
    desk.keyboard.type("Neemt uw kind bladeren mee?")
    desk.reload()  # by accident: what was typed is still there
    expect(desk.get_by_label("Titel")).to_have_value("Bladeren gezocht")
    expect(desk.get_by_role("textbox", name="Bericht")).to_have_text("Neemt uw kind bladeren mee?")
    expect(desk.get_by_text("Dit bericht bereikt 1 ouder van 1 kind (1 gezin).")).to_be_visible()
    picture(desk, "compose")
    desk.get_by_role("button", name="Plaatsen").click()
    expect(desk.get_by_text("Gezien door 0 van 1 ouder.")).to_be_visible()

    phone.get_by_role("link", name="1 nieuw bericht").click()
    expect(phone.get_by_role("article").first).to_contain_text("Bladeren gezocht")
    phone.wait_for_timeout(2_500)  # on the screen for a second, then told
    desk.reload()

    expect(desk.get_by_text("Gezien door 1 van 1 ouder.")).to_be_visible()
    desk.goto("/news/new")
    expect(desk.get_by_label("Titel")).to_have_value("")  # what was sent is no draft any more


def test_parent_keeps_profile_and_notifications_by_the_name_at_the_top_right(portal, open_device, picture):
    desk = open_device(DESKTOP)
    sign_in(desk, MARIEKE)
    menu = desk.get_by_label(re.compile("Menu van Marieke"))
    menu.click()
    expect(desk.get_by_role("link", name="Koppelcode")).to_be_visible()
    desk.get_by_role("link", name="Account & profiel").click()
    portrait = BytesIO()
    Image.new("RGB", (300, 300), "#c2410c").save(portrait, "JPEG")
    file = {"name": "ik.jpg", "mimeType": "image/jpeg", "buffer": portrait.getvalue()}
    desk.locator("input[type=file]").set_input_files(file)
    desk.get_by_role("button", name="Foto opslaan").click()
    desk.get_by_label("Over mij").fill("Ik ben bakker en vertel daar graag over.")
    desk.get_by_label(re.compile("^Telefoonnummer")).fill("06 12345678")
    desk.get_by_role("button", name="Opslaan", exact=True).click()
    picture(desk, "manual-profile")

    menu.click()
    desk.get_by_role("link", name="Meldingen", exact=True).first.click()
    ways = desk.get_by_role("checkbox", name=re.compile("per e-mail$"))
    expect(ways.first).to_be_checked()  # they stand on to begin with
    ways.first.uncheck()
    desk.get_by_role("button", name="Opslaan", exact=True).click()

    expect(ways.first).not_to_be_checked()
    picture(desk, "manual-notifications")


def test_parent_finds_administration_at_the_left_and_reports_and_asks(portal, open_device):
    desk = open_device(DESKTOP)
    sign_in(desk, MARIEKE)
    desk.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Administratie").click()
    desk.get_by_role("region", name="Daan").get_by_role("link", name="Ziek melden").click()
    desk.get_by_text("Corona", exact=True).click()
    expect(desk.get_by_role("button", name="Melden", exact=True)).to_be_hidden()  # by telephone only
    desk.get_by_text("Ziek", exact=True).first.click()
    desk.get_by_role("button", name="Melden", exact=True).click()
    expect(desk.get_by_role("heading", name="Gemeld")).to_be_visible()
    desk.get_by_role("link", name="Naar Administratie").click()
    desk.get_by_role("region", name="Noor").get_by_role("link", name="Verlof aanvragen").click()
    desk.get_by_text("Een gebeurtenis in de familie, of een andere bijzondere reden", exact=True).click()
    desk.get_by_text("Jubileum van ouders of grootouders", exact=True).click()
    desk.get_by_label("Eerste dag").fill("2026-12-03")
    desk.get_by_label("Eerste dag").press("Tab")
    desk.get_by_label("Wat wilt u erover vertellen?").fill("Oma wordt tachtig.")
    desk.get_by_role("button", name="Aanvraag versturen").click()

    expect(desk.get_by_role("heading", name="Jubileum van ouders of grootouders")).to_be_visible()
    expect(desk.get_by_text("aangevraagd").first).to_be_visible()


def test_parent_says_what_the_child_may_be_pictured_for_and_who_sees_the_number(portal, open_device):
    phone = open_device()
    sign_in(phone, MARIEKE)
    phone.goto("/consents")
    sheet = phone.locator("section", has_text="Noor").filter(has_text="De Notenboom").first
    sheet.get_by_role("button", name=re.compile("^Toestaan")).first.click()
    expect(sheet.get_by_text("Toegestaan").first).to_be_visible()
    phone.goto("/directory/sharing")

    expect(phone.get_by_role("heading", name="Telefoonnummer delen")).to_be_visible()
    expect(phone.get_by_text("Groep 3").first).to_be_visible()


def test_parent_reads_the_calendar_plans_a_talk_and_finds_the_newsletter(portal, open_device, picture):
    desk = open_device(DESKTOP)
    sign_in(desk, INGRID)
    desk.goto("/rounds/new")
    desk.locator("[name=opens_day]").fill("2026-11-24")
    desk.get_by_role("button", name="Verder naar de lokalen").click()
    desk.get_by_role("button", name="Verder naar nakijken").click()
    desk.get_by_role("button", name="Ouders uitnodigen").click()
    expect(desk.get_by_role("heading", name="Oudergesprekken")).to_be_visible()

    phone = open_device()
    sign_in(phone, MARIEKE)
    phone.goto("/calendar")
    expect(phone.get_by_text("Kerstvakantie").first).to_be_visible()
    phone.goto("/administration")
    phone.get_by_role("link", name=re.compile("Oudergesprekken")).first.click()
    phone.get_by_role("link", name=re.compile("Noor")).click()
    phone.locator(".times-form button").first.click()
    expect(phone.get_by_role("region", name="Uw gesprek staat gepland")).to_be_visible()
    picture(phone, "manual-talk")
    phone.goto("/digest")
    expect(phone.get_by_role("heading", name="De week op één pagina")).to_be_visible()
    phone.goto("/help")

    expect(phone.get_by_role("region", name="Komt u er niet uit?").get_by_text("De Notenboom").first).to_be_visible()


def test_parent_signs_out_and_nothing_is_left(portal, open_device):
    phone = open_device()
    sign_in(phone, "marieke@ouders.example")
    phone.get_by_label(re.compile("Menu van Marieke")).click()
    phone.get_by_role("button", name="Uitloggen").click()
    phone.wait_for_url(re.compile("/sign-in"))

    phone.go_back()
    phone.goto("/news")

    assert "/sign-in" in phone.url
