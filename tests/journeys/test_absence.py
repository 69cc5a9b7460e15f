"""A school morning: how is he, she is ill, who is here, where is he, and she is better. Phone, tablet and desk."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, TABLET
from tests.journeys.letters import BUTTON, opened_letter
from tests.journeys.test_manual import sign_in
from tests.journeys.workers import phone_that_remembers, wait_for

pytestmark = pytest.mark.journey

MARIEKE, ELINE = "marieke@ouders.example", "eline@notenboom.example"
ANSWER = r"/answers/[\w-]+"


def at_school(open_at_school, email: str, *size) -> Page:
    page = open_at_school(*size)
    sign_in(page, email)
    return page


def tap(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def test_parents_of_an_ill_child_are_asked_how_it_is_and_answer_with_one_tap_without_signing_in(
    morning, open_at_school, picture
):
    phone = open_at_school()
    address = morning.letterbox.link_to(MARIEKE, ANSWER, patience=90)
    phone.goto(address)
    expect(phone.get_by_role("heading", name="Hoe is het met Daan?")).to_be_visible()
    picture(phone, "answer-still-ill")

    tap(phone, "Daan: Nog ziek")
    expect(phone.get_by_text("Beantwoord, dank u.")).to_be_visible()
    phone.goto(address)

    expect(phone.get_by_text("Beantwoord, dank u.")).to_be_visible()
    assert "Daan" not in phone.content()


def test_parent_reports_a_sick_child_in_three_taps_and_keeps_the_confirmation(open_at_school, picture):
    phone = at_school(open_at_school, MARIEKE)
    phone.goto("/news")

    phone.get_by_role("navigation", name="Menu").get_by_role("link", name="Administratie").click()
    picture(phone, "administration")
    phone.get_by_role("region", name="Noor").get_by_role("link", name="Ziek melden").click()
    expect(phone.get_by_label("Noor")).to_be_checked()
    picture(phone, "report")
    tap(phone, "Melden")

    expect(phone.get_by_role("heading", name="Gemeld")).to_be_visible()
    picture(phone, "reported")
    phone.get_by_role("link", name="Bekijken").click()
    picture(phone, "absence")
    letter = opened_letter(phone.get_by_role("link", name=BUTTON), "letter-sick")
    told = ["Bevestiging ziekmelding", "Noor de Vries", "24 november 2026", "Marieke de Vries", "De Notenboom"]
    assert [fact for fact in told if fact not in letter] == []


def test_what_must_be_phoned_shows_the_number_and_cannot_be_sent(open_at_school, picture):
    phone = at_school(open_at_school, "sanne@ouders.example")
    phone.goto("/absences/new")

    phone.get_by_text("Corona", exact=True).click()

    expect(phone.get_by_role("link", name=re.compile("0591"))).to_be_visible()
    expect(phone.get_by_role("button", name="Melden", exact=True)).to_be_hidden()
    picture(phone, "report-by-phone")


def test_teacher_sees_who_is_reported_and_marks_the_others_in_one_tap(open_at_school, picture):
    tablet = at_school(open_at_school, "joris@notenboom.example", TABLET)
    tablet.goto("/today")
    noor = tablet.get_by_role("listitem").filter(has_text="Noor de Vries")
    expect(noor).to_contain_text("Ziek")
    picture(tablet, "today")

    tap(tablet, "Rest is aanwezig")
    expect(tablet.get_by_text("0 open")).to_be_visible()
    tap(tablet, "Sem van den Berg: Ontbreekt")

    expect(tablet.get_by_text("1 ontbreekt")).to_be_visible()
    assert tablet.evaluate(
        "document.querySelector('.today-child:last-of-type').getBoundingClientRect().bottom < innerHeight"
    )


def test_missing_child_is_asked_after_answered_found_and_everybody_hears_it(morning, open_at_school, picture):
    desk = at_school(open_at_school, "peter@notenboom.example", DESKTOP)
    desk.goto("/units/1/absence-settings")
    desk.get_by_label("Vragen waar een kind is dat er niet is").fill("08:15")
    tap(desk, "Opslaan")
    phone = open_at_school()
    phone.goto(morning.letterbox.link_to(ELINE, ANSWER, patience=90))
    picture(phone, "answer-missing")

    tap(phone, "Sem: Is onderweg")
    expect(phone.get_by_text("Beantwoord, dank u.")).to_be_visible()
    desk.goto("/units/1/missing")
    expect(desk.get_by_text(re.compile("is onderweg"))).to_be_visible()
    picture(desk, "missing-board")
    tablet = at_school(open_at_school, "joris@notenboom.example", TABLET)
    tablet.goto("/today")
    expect(tablet.get_by_role("listitem").filter(has_text="Sem van den Berg")).to_contain_text("onderweg")
    tap(tablet, "Sem van den Berg: Te laat")

    expect(tablet.get_by_text("0 ontbreken")).to_be_visible()
    assert wait_for(lambda: sum("te laat" in text for text in mails_to(morning, ELINE)) == 1, patience=30)
    expect(desk.get_by_role("heading", name="Niemand ontbreekt")).to_be_visible()
    expect(desk.get_by_role("listitem").filter(has_text="Sem van den Berg")).to_contain_text("te laat binnen")


def mails_to(morning, address: str) -> list[str]:
    mails = [mail for mail in morning.letterbox.mails if mail["To"] == address]
    return [mail.get_body(("plain",)).get_content() for mail in mails]


def test_no_mail_of_the_morning_names_a_child_or_an_illness(morning):
    told = " ".join(f"{mail['Subject']} {mail.get_body(('plain',)).get_content()}" for mail in morning.letterbox.mails)

    assert len(morning.letterbox.mails) > 3
    assert [word for word in ("Noor", "Daan", "Sem", "ziek", "corona") if re.search(rf"\b{word}\b", told, re.I)] == []


def test_office_has_the_day_over_all_groups_and_writes_down_who_phoned(open_at_school, picture):
    desk = at_school(open_at_school, "ingrid@notenboom.example", DESKTOP)
    desk.goto("/office")

    desk.get_by_role("link", name="Absentie", exact=True).click()
    expect(desk.get_by_role("row").filter(has_text="Daan de Vries")).to_contain_text("Marieke de Vries")
    picture(desk, "absence-day")
    desk.get_by_role("link", name="Telefonisch melden").click()
    children = desk.get_by_label("Kind", exact=True)
    children.select_option(children.locator("option", has_text="Lars van den Broek").get_attribute("value"))
    picture(desk, "absence-by-phone")
    tap(desk, "Melden")

    expect(desk.get_by_role("row").filter(has_text="Lars van den Broek")).to_contain_text("telefonisch")


def test_parent_says_that_he_is_better_and_the_school_sees_it(open_at_school, picture):
    phone = at_school(open_at_school, MARIEKE)
    phone.goto("/administration")
    phone.get_by_role("article", name="Daan").get_by_role("link", name="Beter melden").click()
    picture(phone, "recovery")

    tap(phone, "Komt vandaag weer")

    expect(phone.get_by_role("article", name="Daan")).to_be_hidden()
    desk = at_school(open_at_school, "ingrid@notenboom.example", DESKTOP)
    desk.goto("/units/1/absences")
    expect(desk.get_by_role("row").filter(has_text="Daan de Vries")).to_be_hidden()


def test_report_made_without_a_connection_waits_on_the_phone_and_arrives_once(
    morning, chromium, open_at_school, picture, tmp_path
):
    with phone_that_remembers(chromium, morning.url, tmp_path / "phone") as phone:
        sign_in(phone, "karima@ouders.example")
        active = "navigator.serviceWorker.ready.then((one) => one.active.state)"
        assert wait_for(lambda: phone.evaluate(active) == "activated")
        phone.goto("/absences/new")
        phone.context.set_offline(True)
        tap(phone, "Melden")
        expect(phone.get_by_role("heading", name="Uw melding is bewaard")).to_be_visible()
        picture(phone, "report-kept")

        phone.context.set_offline(False)

        phone.wait_for_url(re.compile("/absences$"))
        expect(phone.get_by_role("main").get_by_text("Ziek")).to_have_count(1)
