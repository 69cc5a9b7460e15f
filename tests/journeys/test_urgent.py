"""What cannot wait, from the school's tap to the family that is phoned: portal, worker, mail server and browsers.

Chromium has no push service: the page is given the subscription of one on this machine, and what that one could
decrypt is handed to Chromium's own service worker.
"""

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.core.mail_server import certificate, server_tls
from tests.journeys.conftest import DESKTOP, ROOT, Letterbox, Portal, free_port, running_portal
from tests.journeys.test_manual import sign_in
from tests.journeys.workers import Workers, complaints_of, notifications_on, phone_that_remembers, wait_for
from tests.push_service import PushService, Subscriber, push_service

pytestmark = pytest.mark.journey

CLOSED = "Groep 3 en 4 zijn gesloten"
SUBSCRIBED = """
  const given = %s;
  const made = { ...given, toJSON: () => given, unsubscribe: async () => true };
  PushManager.prototype.subscribe = async () => { localStorage.setItem("subscribed", "yes"); return made; };
  PushManager.prototype.getSubscription = async () => (localStorage.getItem("subscribed") ? made : null);
"""
MAIL_UNOPENED = """
from webapp import create_app
from webapp.core.db import db
from webapp.urgent.actions.messages import mail_unopened_messages

with create_app().app_context(), db.connection_context():
    print(mail_unopened_messages())
"""


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    with push_service(server_tls()) as running:
        yield running


@pytest.fixture(scope="module")
def school(service: PushService, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The demo school, with a real mail server."""
    folder, letterbox = tmp_path_factory.mktemp("urgent"), Letterbox()
    (folder / "authority.pem").write_bytes(certificate()[0])
    mail_server = Controller(letterbox, hostname="127.0.0.1", port=free_port())
    mail_server.start()
    settings = {
        "DEMO": "1",
        "PUSH_HOSTS": f"127.0.0.1:{service.port}",
        "PUSH_CA_FILE": str(folder / "authority.pem"),
        "VAPID_CONTACT": "mailto:ict@notenboom.example",
        "SMTP_URL": f"smtp://127.0.0.1:{mail_server.port}",
        "NEWS_POLL_SECONDS": "1",
    }
    try:
        with running_portal(folder, letterbox, **settings) as running:
            yield running
    finally:
        mail_server.stop()


@pytest.fixture(scope="module")
def subscriber(service: PushService) -> Subscriber:
    return service.subscribe()


@pytest.fixture(scope="module")
def phone(chromium: Browser, school: Portal, subscriber: Subscriber, tmp_path_factory) -> Iterator[Page]:
    """Marieke's, whose children are Noor (groep 3) and Daan (groep 6)."""
    keys = {"p256dh": subscriber.p256dh, "auth": subscriber.auth}
    with phone_that_remembers(chromium, school.url, tmp_path_factory.mktemp("phone")) as page:
        page.add_init_script(SUBSCRIBED % json.dumps({"endpoint": subscriber.endpoint, "keys": keys}))
        sign_in(page, "marieke@ouders.example")
        yield page


@pytest.fixture(scope="module")
def desk(chromium: Browser, school: Portal) -> Iterator[Page]:
    """Of Peter, the director."""
    size = {"width": DESKTOP[0], "height": DESKTOP[1]}
    context = chromium.new_context(base_url=school.url, viewport=size, locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(15_000)
    sign_in(page, "peter@notenboom.example")
    yield page
    context.close()


@pytest.fixture(autouse=True)
def nobody_complains(phone: Page, desk: Page) -> Iterator[None]:
    complaints = [complaints_of(phone), complaints_of(desk)]
    yield
    assert complaints == [[], []]


def handed_on(school: Portal, phone: Page, subscriber: Subscriber, number: int, asleep: bool = False) -> dict:
    """The message of this number, as it was decrypted, in the hands of the phone's worker; asleep or not."""
    assert wait_for(lambda: len(subscriber.messages) > number)
    text = subscriber.messages[number][1].decode()
    state = "navigator.serviceWorker.ready.then((one) => one.active.state)"
    assert wait_for(lambda: phone.evaluate(state) == "activated")  # Chromium drops what comes earlier
    workers = Workers(phone, school.url)
    if asleep:
        workers.stop()
    workers.push(text)
    return json.loads(text)["notification"]


def send(desk: Page, title: str, *groups: str) -> None:
    desk.goto("/urgent/new")
    for group in groups:
        desk.get_by_label(re.compile(f"^{group} ")).check()
    desk.get_by_label("Wat is er aan de hand?").fill(title)
    desk.get_by_label(re.compile("^Wat moeten ouders")).fill("De verwarming is stuk.")
    desk.get_by_role("button", name="Verder: nakijken").click()


def count_of(desk: Page, rung: str) -> int:
    """How many families stand on a rung of the board; a rung without any is not shown."""
    found = desk.locator(".board-counts > div").filter(has=desk.get_by_text(rung, exact=True)).locator("dd")
    return int(found.inner_text()) if found.count() else 0


def mails_to(school: Portal, address: str, subject: str) -> int:
    return sum(mail["To"] == address and mail["Subject"] == subject for mail in school.letterbox.mails)


def test_parent_turns_on_notifications_and_gets_the_proof(school, phone, subscriber, picture):
    phone.goto("/install")
    picture(phone, "install")
    phone.goto("/account/notifications")
    phone.get_by_role("link", name="Meldingen op dit apparaat").click()

    phone.get_by_role("button", name="Meldingen aanzetten").click()
    expect(phone.get_by_role("heading", name="Meldingen staan aan")).to_be_visible()
    welcome = handed_on(school, phone, subscriber, 0)

    assert wait_for(lambda: notifications_on(phone) == [[welcome["title"], welcome["body"], welcome["tag"]]])


def test_director_checks_whom_it_reaches_and_sends(desk, picture):
    send(desk, CLOSED, "Groep 3", "Groep 4")

    expect(desk.get_by_role("heading", name="Klopt dit?")).to_be_visible()
    reached = [int(tile) for tile in desk.locator(".urgent-tiles strong").all_inner_texts()]
    picture(desk, "urgent-review")
    desk.get_by_role("button", name=f"Versturen naar {reached[0]} gezinnen").click()

    desk.wait_for_url(re.compile(r"/urgent/\d+/board$"))
    assert reached[1] == 1  # Marieke's phone
    assert reached[2] > reached[0] / 2


def test_phone_shows_it_also_when_its_worker_was_stopped_and_the_board_knows(school, phone, desk, subscriber, picture):
    shown = handed_on(school, phone, subscriber, 1, asleep=True)

    assert wait_for(lambda: [CLOSED, "De verwarming is stuk.", shown["tag"]] in notifications_on(phone))
    assert wait_for(lambda: count_of(desk, "Op het scherm") == 1)
    families = int(desk.locator("#board-title").inner_text().split()[0])
    rungs = ("Op het scherm", "Gemaild", "Niet bereikt")
    assert wait_for(lambda: sum(count_of(desk, rung) for rung in rungs) == families)
    assert count_of(desk, "Gemaild") > 0
    picture(desk, "urgent-board")
    headers = subscriber.messages[1][0]
    assert (headers["urgency"], int(headers["ttl"]) > 3600, len(headers["topic"])) == ("high", True, 32)


def test_parent_confirms_the_bar_goes_and_the_board_follows(phone, desk, picture):
    phone.goto("/news")
    bar = phone.get_by_role("region", name=CLOSED)
    expect(bar).to_be_visible()
    picture(phone, "urgent-bar")

    bar.get_by_role("button", name="Ik heb het gelezen").click()
    expect(phone.get_by_text("De school weet nu dat u dit gelezen hebt.")).to_be_visible()

    expect(bar).to_be_hidden()
    assert wait_for(lambda: count_of(desk, "Bevestigd") == 1)


def test_family_without_a_device_gets_the_mail_at_once_and_who_has_one_does_not(school):
    assert wait_for(lambda: mails_to(school, "tom@ouders.example", CLOSED) == 1)
    assert mails_to(school, "marieke@ouders.example", CLOSED) == 0


def test_family_that_was_phoned_is_off_the_list_and_the_paper_holds_the_others(desk):
    desk.locator("#board").scroll_into_view_if_needed()
    first = desk.locator(".board-unreached .board-family").first
    child = first.locator("strong").first.inner_text()
    first.get_by_role("button", name=re.compile("gebeld$")).click()
    expect(desk.locator("#board-called").get_by_text(child)).to_be_attached()

    desk.get_by_role("button", name="Bellijst (PDF)").click()
    link = desk.get_by_role("link", name="Open de bellijst (PDF)")
    expect(link).to_be_visible(timeout=60_000)
    pdf = PdfReader(BytesIO(desk.request.get(link.get_attribute("href")).body()))
    text = "\n".join(page.extract_text() for page in pdf.pages)

    left = desk.locator(".board-unreached .board-family strong").first.inner_text()
    assert (left in text, child in text, "Noor de Vries" in text, "Mees Bakker" in text) == (True, False, False, True)


def test_who_did_not_open_it_in_time_gets_it_by_mail_once(school, phone, desk, subscriber):
    send(desk, "Groep 6 is eerder uit", "Groep 6")
    desk.get_by_role("button", name=re.compile("^Versturen naar")).click()
    desk.wait_for_url(re.compile(r"/urgent/\d+/board$"))
    assert wait_for(lambda: len(subscriber.messages) == 3)
    assert mails_to(school, "marieke@ouders.example", "Groep 6 is eerder uit") == 0

    with closing(sqlite3.connect(school.folder / "schoolplein.db")) as database, database:
        database.execute("UPDATE urgent_message SET mail_at = sent_at WHERE mailed_at IS NULL")
    for _ in range(2):
        subprocess.run([sys.executable, "-c", MAIL_UNOPENED], env=school.environment, cwd=ROOT, check=True)

    assert wait_for(lambda: mails_to(school, "marieke@ouders.example", "Groep 6 is eerder uit") == 1)


def test_what_is_over_takes_its_bar_along(phone, desk):
    phone.goto("/news")
    bar = phone.get_by_role("region", name="Groep 6 is eerder uit")
    expect(bar).to_be_visible()

    desk.get_by_role("link", name="Het is voorbij").click()
    desk.get_by_role("button", name="Ja, het is voorbij").click()
    expect(desk.get_by_text("De rode balk is weg.")).to_be_visible()

    phone.bring_to_front()
    expect(bar).to_be_hidden()
