"""Notifications on a phone, from the first question to turning them off: in a browser whose push service is pretended.

The portal is real; what a browser's own push service would do is told to the page by `PRETENDED`.
"""

import re
import sqlite3
from contextlib import closing
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Portal
from tests.journeys.test_manual import accept_invitation, sign_in
from webapp.notifications.rules import delivery_token

pytestmark = pytest.mark.journey

EMAIL = "petra@bestuur.example"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1"
PRETENDED = """
(() => {
  // A browser with a push service of its own: what it was asked and has subscribed to outlives a page.
  const kept = (name, value) => (value === undefined ? localStorage.getItem(name) : localStorage.setItem(name, value));
  const made = (endpoint) => ({
    endpoint,
    toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh: "B".padEnd(87, "A"), auth: "a".repeat(22) } }),
    unsubscribe: async () => { localStorage.removeItem("fake-endpoint"); return true; },
  });
  const pushManager = {
    getSubscription: async () => (kept("fake-endpoint") ? made(kept("fake-endpoint")) : null),
    subscribe: async (wish) => {
      if (!wish.userVisibleOnly || wish.applicationServerKey.length !== 87) throw new DOMException("no", "AbortError");
      kept("fake-endpoint", `https://push.invalid/${crypto.randomUUID()}`);
      return made(kept("fake-endpoint"));
    },
  };
  Object.defineProperty(navigator.serviceWorker, "ready", { get: () => Promise.resolve({ pushManager }) });
  Object.defineProperty(Notification, "permission", { get: () => kept("fake-permission") ?? "default" });
  Notification.requestPermission = async () => {
    kept("fake-permission", navigator.userActivation.isActive ? "granted" : "denied");
    return Notification.permission;
  };
})();
"""
ANSWERS_NO = 'localStorage.setItem("fake-permission", "denied");'
IN_A_TAB = 'Object.defineProperty(navigator, "standalone", { get: () => false });'


@pytest.fixture(scope="module", autouse=True)
def petra(portal: Portal) -> None:
    portal.flask("first-admin", "Petra de Wit", EMAIL)


def one_of(portal: Portal, question: str) -> tuple:
    with closing(sqlite3.connect(portal.folder / "schoolplein.db")) as database:
        return database.execute(question).fetchone()


def report_shown(portal: Portal) -> None:
    """What the worker of the browser does once it showed the newest notification."""
    (id,) = one_of(portal, "SELECT max(id) FROM delivery")
    token = delivery_token((portal.folder / "secret_key").read_text().strip(), id)
    with urlopen(Request(f"{portal.url}/notifications/shown/{token}", method="POST")) as answer:
        assert answer.status == 204


def this_device(page: Page) -> None:
    page.goto("/account/notifications")
    page.get_by_role("link", name="Meldingen op dit apparaat").click()


def test_somebody_turns_notifications_on_sets_them_tries_them_and_turns_them_off(portal, open_device, picture):
    phone = open_device()
    phone.add_init_script(PRETENDED)
    accept_invitation(phone, portal, EMAIL)
    this_device(phone)
    expect(phone.get_by_role("heading", name="Hoor het meteen op dit apparaat")).to_be_visible()
    picture(phone, "device-ask")

    phone.get_by_role("button", name="Meldingen aanzetten").click()
    expect(phone.get_by_role("heading", name="Meldingen staan aan")).to_be_visible()
    expect(phone.locator("[data-on]")).to_be_focused()
    row = "SELECT d.endpoint, n.kind FROM device d JOIN delivery y ON y.device_id = d.id"
    endpoint, kind = one_of(portal, f"{row} JOIN notification n ON n.id = y.notification_id WHERE d.ended_at IS NULL")
    assert (endpoint, kind) == (phone.evaluate("localStorage.getItem('fake-endpoint')"), "welcome")

    phone.get_by_label("Stil vanaf").fill("22:00")
    phone.get_by_label("Stil tot").fill("07:00")
    phone.get_by_role("button", name="Opslaan").click()
    expect(phone.get_by_text("Uw keuze is opgeslagen.")).to_be_visible()
    assert one_of(portal, "SELECT quiet_from, quiet_until FROM device") == ("22:00", "07:00")

    phone.get_by_role("button", name="Stuur een testmelding").click()
    expect(phone.get_by_text("Onderweg…")).to_be_visible()
    report_shown(portal)
    expect(phone.get_by_text("Getoond op dit apparaat. Alles werkt.")).to_be_visible()
    picture(phone, "device-on")

    phone.get_by_role("button", name="Uitzetten").click()
    phone.get_by_role("dialog").get_by_role("button", name="Uitzetten").click()
    expect(phone.get_by_role("button", name="Meldingen aanzetten")).to_be_visible()
    assert one_of(portal, "SELECT why_ended FROM device") == ("removed",)
    assert phone.evaluate("localStorage.getItem('fake-endpoint')") is None


def test_browser_that_lost_its_subscription_gets_one_again_by_itself(portal, open_device):
    phone = open_device()
    phone.add_init_script(PRETENDED)
    sign_in(phone, EMAIL)
    this_device(phone)
    phone.get_by_role("button", name="Meldingen aanzetten").click()
    expect(phone.get_by_role("heading", name="Meldingen staan aan")).to_be_visible()
    before = one_of(portal, "SELECT id, endpoint FROM device WHERE ended_at IS NULL")

    phone.evaluate("localStorage.removeItem('fake-endpoint'); sessionStorage.clear()")
    with phone.expect_response(re.compile("/account/notifications/devices$")):
        phone.goto("/help")

    after = one_of(portal, "SELECT id, endpoint FROM device WHERE ended_at IS NULL")
    assert (after[0], after[1] != before[1]) == (before[0], True)


def test_who_refused_before_reads_how_to_allow_it(portal, open_device, picture):
    phone = open_device()
    phone.add_init_script(PRETENDED + ANSWERS_NO)
    sign_in(phone, EMAIL)

    this_device(phone)

    expect(phone.get_by_role("heading", name="Meldingen zijn geblokkeerd op dit apparaat")).to_be_visible()
    expect(phone.locator("ol[data-browser]:visible")).to_have_count(1)
    expect(phone.get_by_role("button", name="Meldingen aanzetten")).to_be_hidden()
    picture(phone, "device-denied")


def test_iphone_in_a_tab_shows_how_to_install_instead_of_a_dead_button(portal, open_device, picture):
    phone = open_device(user_agent=IPHONE)
    phone.add_init_script(PRETENDED + IN_A_TAB)
    sign_in(phone, EMAIL)

    this_device(phone)

    expect(phone.get_by_role("heading", name="Zet het portaal eerst op uw beginscherm")).to_be_visible()
    assert phone.get_by_role("link", name="Zo doet u dat").get_attribute("href") == "/install"
    expect(phone.get_by_role("button", name="Meldingen aanzetten")).to_be_hidden()
    picture(phone, "device-iphone")
