"""The portal on a device, in a real browser: installable, honest without a connection, gone after signing out."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import ROOT, Letterbox, Portal, free_port, wait_until_it_answers
from tests.journeys.workers import Workers, complaints_of, notifications_on, phone_that_remembers, wait_for
from webapp.demo.people import PASSWORD

pytestmark = pytest.mark.journey


@dataclass
class School(Portal):
    """The demo school as `make run` starts it; what it logs is kept in its folder."""

    process: subprocess.Popen | None = None

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def start(self, **changes: str) -> None:
        with self.log.open("a") as log:
            command = [sys.executable, "-m", "webapp"]
            self.process = subprocess.Popen(command, env=self.environment | changes, cwd=ROOT, stderr=log, stdout=log)
        wait_until_it_answers(self.process, f"{self.url}/theme.css")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    folder, port = tmp_path_factory.mktemp("school"), free_port()
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "DATA_FOLDER": str(folder),
        "PORT": str(port),
        "SITE_ADDRESS": address,
        "DEMO": "1",
        "LOG_LEVEL": "DEBUG",
        "NEWS_POLL_SECONDS": "3600",
    }
    school = School(address, folder, Letterbox(), environment)
    school.start()
    yield school
    school.stop()


@pytest.fixture
def phone(chromium: Browser, school: School, tmp_path: Path) -> Iterator[Page]:
    with phone_that_remembers(chromium, school.url, tmp_path / "profile") as page:
        yield page


def sign_in(page: Page, path: str = "/help") -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mailadres").fill("marieke@ouders.example")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/news")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(path)
    assert wait_for(lambda: page.evaluate("navigator.serviceWorker.controller?.state") == "activated")


def message(school: School, number: int) -> str:
    address = f"{school.url}/notifications/shown/{number}-not-a-real-one"
    told = {"title": f"Groep {number} is gesloten", "body": "Bel ons gerust.", "tag": f"t{number}"}
    told |= {"navigate": f"{school.url}/news", "lang": "nl", "dir": "auto", "silent": False}
    return json.dumps({"web_push": 8030, "notification": told, "schoolplein": {"shown": address}})


def posts_to(school: School) -> int:
    """How many changes anybody asked of the portal until now, whatever it answered."""
    return school.log.read_text().count('"method": "POST"')


def kept_on(page: Page) -> tuple[list[str], int]:
    """The names of the caches, and how many workers are registered."""
    registered = page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")
    return page.evaluate("caches.keys()"), registered


def test_browser_finds_nothing_against_installing_the_portal(school, phone):
    complaints = complaints_of(phone)
    sign_in(phone)
    tools = phone.context.new_cdp_session(phone)

    errors = tools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    manifest = tools.send("Page.getAppManifest")

    assert (errors, manifest["errors"], complaints) == ([], [], [])
    assert manifest["url"] == f"{school.url}/manifest.webmanifest"


def test_parent_without_a_connection_reads_what_to_do_and_goes_on_when_it_is_back(phone, picture):
    sign_in(phone)

    phone.context.set_offline(True)
    phone.goto("/news")
    expect(phone.get_by_role("heading", name="Geen verbinding")).to_be_visible()
    picture(phone, "offline")
    assert phone.url.endswith("/news")
    phone.context.set_offline(False)

    expect(phone.get_by_role("heading", name="Nieuws", exact=True)).to_be_visible()


def test_device_keeps_nothing_of_what_the_parent_read(phone):
    sign_in(phone, "/news")
    phone.goto("/account/notifications")

    kept = phone.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((one) => one.keys()))))"
        ".then((all) => all.flat().map((request) => new URL(request.url).pathname))"
    )

    assert [path for path in kept if not path.startswith("/static/dist/")] == [
        "/offline",
        "/offline/kept",
        "/theme.css",
    ]


def test_push_is_shown_and_told_also_when_the_worker_was_asleep(school, phone):
    complaints = complaints_of(phone)
    sign_in(phone)
    workers = Workers(phone, school.url)
    before = posts_to(school)

    workers.push(message(school, 3))
    assert wait_for(lambda: posts_to(school) == before + 1)
    workers.stop()
    workers.push(message(school, 4))
    assert wait_for(lambda: posts_to(school) == before + 2)

    assert sorted(notifications_on(phone)) == [
        ["Groep 3 is gesloten", "Bel ons gerust.", "t3"],
        ["Groep 4 is gesloten", "Bel ons gerust.", "t4"],
    ]
    assert complaints == []


def test_push_that_nobody_can_read_is_shown_in_neutral_words(school, phone):
    sign_in(phone)

    Workers(phone, school.url).push('{"web_push": 80')

    assert wait_for(lambda: notifications_on(phone) != [])
    assert notifications_on(phone) == [["Schoolplein", "Er is een nieuw bericht. Tik om het te lezen.", ""]]


def test_feed_that_is_open_asks_at_once_when_a_push_came(school, phone):
    sign_in(phone, "/news")

    with phone.expect_request("**/news/**after=**"):
        Workers(phone, school.url).push(message(school, 3))


def test_signing_out_leaves_nothing_on_the_device(phone):
    complaints = complaints_of(phone)
    sign_in(phone)
    names, registered = kept_on(phone)
    assert (len(names), registered) == (1, 1)

    phone.locator(".account-menu > summary").click()
    phone.get_by_role("button", name="Uitloggen").click()
    phone.wait_for_url("**/sign-in")

    assert wait_for(lambda: kept_on(phone) == ([], 0))
    assert complaints == []


def test_signing_out_does_not_wait_for_a_browser_that_never_answers(phone):
    sign_in(phone)
    phone.evaluate("() => { navigator.serviceWorker.getRegistrations = () => new Promise(() => {}) }")

    phone.locator(".account-menu > summary").click()
    phone.get_by_role("button", name="Uitloggen").click()
    phone.wait_for_url("**/sign-in")


def test_new_version_waits_for_a_tap(school, phone, picture):
    sign_in(phone)
    bar = phone.get_by_text("Er is een nieuwe versie.")
    expect(bar).to_be_hidden()

    school.stop()
    school.start(ORGANISATION="De Eik")
    phone.reload()
    expect(bar).to_be_visible()
    picture(phone, "update-bar")
    with phone.expect_navigation():
        phone.get_by_role("button", name="Vernieuwen").click()

    expect(bar).to_be_hidden()
    assert wait_for(lambda: len(phone.evaluate("caches.keys()")) == 1)
