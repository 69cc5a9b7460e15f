"""Leave from the first question to the letter on the table: asked on a phone, decided at a desk, read back on paper."""

import re

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP
from tests.journeys.letters import BUTTON, opened_letter
from tests.journeys.test_absence import MARIEKE, at_school, tap

pytestmark = pytest.mark.journey

PETER, INGRID, KARIMA = "peter@notenboom.example", "ingrid@notenboom.example", "karima@ouders.example"
DAY = "2026-12-03"
FAMILY = "Een gebeurtenis in de familie, of een andere bijzondere reden"
PROFESSION = "Op vakantie, omdat dat door uw werk niet in de schoolvakanties kan"


def choose(page: Page, label: str) -> None:
    page.get_by_text(label, exact=True).click()


def ask(page: Page, purpose: str, first_day: str, last_day: str = "", kind: str = "") -> None:
    """The three questions, for the children that are ticked."""
    choose(page, purpose)
    if kind:
        choose(page, kind)
    page.get_by_label("Eerste dag").fill(first_day)
    if last_day:
        page.get_by_label("Laatste dag").fill(last_day)
    page.get_by_label("Eerste dag").press("Tab")


def invitation() -> bytes:
    from io import BytesIO

    made = BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        paper.save(made)
    return made.getvalue()


def test_parent_hears_before_sending_what_nobody_can_give(open_at_school, picture):
    phone = at_school(open_at_school, "sanne@ouders.example")
    phone.goto("/leave/new")

    ask(phone, PROFESSION, "2027-01-11", "2027-01-29")

    expect(phone.get_by_role("heading", name="Zo kan het niet")).to_be_visible()
    expect(phone.get_by_text("15 schooldagen", exact=True)).to_be_visible()
    expect(phone.get_by_role("button", name="Aanvraag versturen")).to_be_hidden()
    picture(phone, "leave-impossible")


def test_parent_asks_for_two_children_by_three_questions_with_a_paper(open_at_school, picture):
    phone = at_school(open_at_school, MARIEKE)
    phone.goto("/administration")
    phone.get_by_role("region", name="Daan").get_by_role("link", name="Verlof aanvragen").click()
    phone.get_by_role("group", name="Voor wie?").get_by_text("Noor").click()

    ask(phone, FAMILY, DAY, kind="Jubileum van ouders of grootouders")
    expect(phone.get_by_role("heading", name="Dit is een aanvraag")).to_be_visible()
    phone.get_by_label("Wat wilt u erover vertellen?").fill("Opa en oma zijn veertig jaar getrouwd.")
    paper = {"name": "uitnodiging.pdf", "mimeType": "application/pdf", "buffer": invitation()}
    phone.get_by_label("Bijlagen").set_input_files(paper)
    picture(phone, "leave-ask")
    tap(phone, "Aanvraag versturen")

    expect(phone.get_by_role("listitem").filter(has_text="Jubileum")).to_have_count(2)
    picture(phone, "leave-asked")


def test_office_asks_and_the_parent_answers(open_at_school, picture):
    desk = at_school(open_at_school, INGRID, DESKTOP)
    desk.goto("/units/1/leave")
    picture(desk, "leave-queue")
    desk.get_by_role("row").filter(has_text="Jubileum").get_by_role("link", name="Daan de Vries", exact=True).click()
    desk.get_by_text("Vraag stellen aan de ouder").click()
    desk.get_by_label("Uw vraag aan de ouder").fill("Is het feest de hele dag?")
    tap(desk, "Vraag versturen")
    expect(desk.get_by_role("button", name="Beslissen")).to_be_hidden()

    phone = at_school(open_at_school, MARIEKE)
    phone.goto("/leave?child=&state=open")
    phone.get_by_role("link").filter(has_text="Daan").filter(has_text="Jubileum").click()
    picture(phone, "leave-question")
    phone.get_by_label("Uw antwoord").fill("Ja, van tien tot vier.")
    tap(phone, "Antwoord versturen")

    expect(phone.get_by_text("Ja, van tien tot vier.")).to_be_visible()


def test_director_decides_for_each_child_with_ground_and_reason(open_at_school, picture):
    desk = at_school(open_at_school, PETER, DESKTOP)
    desk.goto("/units/1/leave")
    desk.get_by_role("row").filter(has_text="Jubileum").get_by_role("link", name="Daan de Vries", exact=True).click()
    expect(desk.get_by_text("Ja, van tien tot vier.")).to_be_visible()
    picture(desk, "leave-request")
    desk.get_by_role("link", name="Beslissen").click()
    daan, noor = (desk.get_by_role("region", name=f"{name} de Vries") for name in ("Daan", "Noor"))

    daan.get_by_text("Toekennen", exact=True).click()
    daan.get_by_label("Waarom?").fill("Een jubileum van grootouders: één dag is gebruikelijk.")
    noor.get_by_text("Afwijzen", exact=True).click()
    noor.get_by_label("Waarom?").fill("Noor heeft deze dag haar optreden met de groep.")
    picture(desk, "leave-decide")
    tap(desk, "Verder: nakijken")
    picture(desk, "leave-review")
    tap(desk, "Besluit nemen")

    expect(desk.get_by_text("Afdrukken / bewaar als PDF").first).to_be_visible()
    desk.goto(f"/units/1/absences?day={DAY}")
    expect(desk.get_by_role("row").filter(has_text="Daan de Vries").filter(has_text="Verlof")).to_be_visible()
    expect(desk.get_by_role("row").filter(has_text="Noor de Vries").filter(has_text="Verlof")).to_be_hidden()


def test_parent_opens_both_letters_and_reads_ground_reason_and_until_when_to_object(open_at_school, picture):
    phone = at_school(open_at_school, MARIEKE)
    letters = {}
    for name in ("Daan", "Noor"):
        phone.goto("/leave")
        phone.get_by_role("link").filter(has_text=name).filter(has_text="Jubileum").click()
        picture(phone, f"leave-decided-{name.lower()}")
        buttons = phone.get_by_role("link", name=BUTTON)
        expect(buttons).to_have_count(2)
        letters[name] = [opened_letter(buttons.nth(n), f"letter-{name.lower()}-{n}") for n in (0, 1)]

    granted, confirmation = letters["Daan"]
    refused, _confirmation = letters["Noor"]
    law = "Artikel 11, onder g, en artikel 14 van de Leerplichtwet 1969"
    assert [fact for fact in ("Beschikking verlof", "Daan de Vries", "3 december 2026", law, "één dag is gebruikelijk")
            if fact not in granted] == []  # fmt: skip
    assert [fact for fact in ("bezwaar", "5 januari 2027", "rechtbank", "haar optreden") if fact not in refused] == []
    assert ("bezwaar" in granted, "Opa en oma zijn veertig jaar getrouwd." in confirmation) == (False, True)


def test_school_checks_that_a_letter_is_genuine_and_nobody_else_learns_anything(open_at_school, picture):
    phone = at_school(open_at_school, MARIEKE)
    phone.goto("/leave")
    phone.get_by_role("link").filter(has_text="Daan").filter(has_text="Jubileum").click()
    number = re.search(r"/letters/(.+)\.pdf", phone.get_by_role("link", name=BUTTON).first.get_attribute("href"))[1]

    desk = at_school(open_at_school, INGRID, DESKTOP)
    desk.goto(f"/letters/{number}")
    expect(desk.get_by_text(re.compile("Deze brief is echt"))).to_be_visible()
    picture(desk, "letter-check")

    other = at_school(open_at_school, KARIMA)
    answers = [other.request.get(f"/letters/{number}{ending}").status for ending in ("", ".pdf")]
    assert answers == [404, 404]


def test_director_hands_what_is_too_long_to_the_leerplichtambtenaar(open_at_school, picture):
    desk = at_school(open_at_school, PETER, DESKTOP)
    desk.goto("/units/1/leave")
    desk.get_by_role("row").filter(has_text="15 schooldagen").get_by_role("link").first.click()
    expect(desk.get_by_role("link", name="Beslissen")).to_be_hidden()
    desk.get_by_role("link", name="Doorsturen naar de leerplichtambtenaar").click()
    desk.get_by_label("Uw advies").fill("De reis is nodig; de school kan huiswerk meegeven.")
    picture(desk, "leave-refer")
    tap(desk, "Doorsturen")

    expect(desk.get_by_text("doorgestuurd").first).to_be_visible()
    dossier = opened_letter(desk.get_by_role("link", name=BUTTON), "letter-referral")
    told = ["15 schooldagen", "De reis is nodig", "Suriname", "Noordenveld"]
    assert [fact for fact in told if fact not in dossier] == []
