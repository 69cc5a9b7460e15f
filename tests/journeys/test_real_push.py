"""From the school's tap to a notification on a phone: a real Firefox, whose push service stands on this machine.

One long day: each test goes on where the one before it ended.
"""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime

import pytest

from tests.autopush import DELIVERED, Autopush, autopush
from tests.core.mail_server import certificate, server_tls
from tests.firefox import Device, Firefox, firefox, program
from tests.journeys.conftest import DESKTOP, FAILED, PHONE, PICTURES, ROOT, Letterbox, Portal, running_portal
from webapp.demo.people import PASSWORD

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(
        program() is None, reason="no Firefox that tests can drive (a snap is none); see tests/firefox.py"
    ),
]


GROUP = "Groep 3 – Beukennootjes"
CLOSED = ("Morgen geen les", "De verwarming is stuk.")
WELCOME = ("Meldingen staan aan", "Zo ziet een melding van het ouderportaal eruit.")


@pytest.fixture(scope="module")
def service() -> Iterator[Autopush]:
    with autopush(server_tls()) as running:
        yield running


@pytest.fixture(scope="module")
def school(service: Autopush, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The demo school, whose portal knows no other push service than ours."""
    folder = tmp_path_factory.mktemp("school")
    (folder / "authority.pem").write_bytes(certificate()[0])
    settings = {
        "DEMO": "1",
        "PUSH_HOSTS": f"127.0.0.1:{service.port}",
        "PUSH_CA_FILE": str(folder / "authority.pem"),
        "VAPID_CONTACT": "mailto:ict@notenboom.example",
    }
    with running_portal(folder, Letterbox(), **settings) as running:
        yield running


@pytest.fixture(scope="module")
def browser(service: Autopush, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(service.address, tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.fixture(scope="module")
def phone(browser: Firefox, school: Portal) -> Device:
    """Marieke's, whose children are Noor (groep 3, BSO) and Daan (groep 6)."""
    device = browser.open_device(school.url, PHONE)
    sign_in(device, "marieke@ouders.example")
    return device


@pytest.fixture(scope="module")
def desk(browser: Firefox, school: Portal) -> Device:
    """Of Joris, the teacher of groep 3."""
    device = browser.open_device(school.url, DESKTOP)
    sign_in(device, "joris@notenboom.example")
    return device


@pytest.fixture(autouse=True)
def pictures_of_failure(request: pytest.FixtureRequest, phone: Device, desk: Device) -> Iterator[None]:
    """What was on each screen when a test failed is kept in test-results/."""
    yield
    if request.node.stash.get(FAILED, False):
        PICTURES.mkdir(exist_ok=True)
        phone.picture(PICTURES / f"failed-{request.node.name}-phone.png")
        desk.picture(PICTURES / f"failed-{request.node.name}-desk.png")
    assert phone.browser.complaints == []


@pytest.fixture
def picture_of() -> Callable[[Device, str], None]:
    """`picture_of(phone, "device-on")`: a screenshot in test-results/, to be looked at."""

    def take(device: Device, name: str) -> None:
        PICTURES.mkdir(exist_ok=True)
        device.picture(PICTURES / f"{name}-firefox.png")

    return take


def sign_in(device: Device, email: str) -> None:
    device.goto("/sign-in")
    device.fill("E-mailadres", email)
    device.fill("Wachtwoord", PASSWORD)
    device.tap(role="button", name="Inloggen")
    device.wait_for(lambda: device.path != "/sign-in", "signed in")


def write_post(desk: Device, title: str) -> None:
    desk.goto("/news/new")
    desk.fill("Titel", title)
    desk.fill("Bericht", "Kijk in de agenda.")
    desk.tap(role="button", name="Plaatsen")
    desk.read("Gezien door 0 van")


def send_urgent_message(desk: Device, title: str, body: str) -> None:
    """In two steps; a teacher with one group finds it chosen already."""
    desk.goto("/urgent/new")
    desk.fill("Wat is er aan de hand?", title)
    desk.fill("Wat moeten ouders weten of doen? niet verplicht", body)
    desk.tap(role="button", name="Verder: nakijken")
    desk.read("Klopt dit?")
    desk.tap("Versturen naar")
    desk.read("rode balk tot en met")


TELL = """
import sys
from webapp import create_app
from webapp.accounts.models import Person
from webapp.core.db import db
from webapp.notifications.actions.telling import notify

email, title, body, tag = sys.argv[1:]
with create_app().app_context(), db.connection_context():
    notify("urgent", [Person.get(Person.email == email)], title, body, "/news", key=title, tag=tag)
"""


def tell(school: Portal, email: str, title: str, body: str, tag: str) -> None:
    """Something urgent for one person, told by a process that shares nothing with the portal but its database."""
    command = [sys.executable, "-c", TELL, email, title, body, tag]
    subprocess.run(command, env=school.environment, cwd=ROOT, check=True)


def pushes_of(school: Portal, title: str, body: str) -> list[tuple[str, str, str]]:
    """The deliveries of what says this: state, when it was told, when it was shown."""
    with closing(sqlite3.connect(school.folder / "schoolplein.db")) as database:
        return database.execute(
            "SELECT state, delivery.created_at, shown_at"
            " FROM delivery JOIN notification ON notification.id = delivery.notification_id"
            " WHERE title = ? AND body = ? AND device_id IS NOT NULL",
            (title, body),
        ).fetchall()


def living_endpoints(school: Portal) -> list[str]:
    """Where the portal sends what is for the phones that it knows."""
    with closing(sqlite3.connect(school.folder / "schoolplein.db")) as database:
        return [endpoint for (endpoint,) in database.execute("SELECT endpoint FROM device WHERE ended_at IS NULL")]


def wait_until_told(school: Portal, phone: Device, title: str, body: str) -> None:
    """Until the phone has said that it shows this; prints how long that took since it was told."""

    def shown() -> tuple[str, str, str] | None:
        (push,) = pushes_of(school, title, body)
        return push if push[0] == "shown" else None

    _state, told_at, shown_at = phone.wait_for(shown, f"the phone says that it shows «{title}: {body}»")
    seconds = (datetime.fromisoformat(shown_at) - datetime.fromisoformat(told_at)).total_seconds()
    print(f"«{title}: {body}» on the screen after {seconds:.2f} s")


def assert_all_was_taken(service: Autopush, phone: Device) -> None:
    """Every message was signed well, and Firefox could read it and hand it to the worker."""
    phone.wait_for(lambda: len(service.codes) == service.sent, "Firefox says of each message what became of it")
    assert (service.refused, set(service.codes)) == ([], {DELIVERED})


def test_parent_turns_on_notifications_and_sees_at_once_that_they_work(service, school, phone, picture_of):
    phone.goto("/account/notifications/device")
    picture_of(phone, "device-off")

    phone.tap(role="button", name="Meldingen aanzetten")
    shown = phone.shows(*WELCOME)
    phone.read("Meldingen staan aan")
    picture_of(phone, "device-on")

    assert [(one["title"], one["body"]) for one in shown] == [WELCOME]
    wait_until_told(school, phone, *WELCOME)
    assert_all_was_taken(service, phone)


def test_post_of_the_teacher_is_on_the_screen_at_once(service, school, phone, desk):
    write_post(desk, "Bladeren gezocht")

    shown = phone.shows(GROUP, "Bladeren gezocht")

    assert {(one["title"], one["body"]) for one in shown} == {WELCOME, (GROUP, "Bladeren gezocht")}
    wait_until_told(school, phone, GROUP, "Bladeren gezocht")
    assert_all_was_taken(service, phone)


def test_urgent_message_is_on_the_screen_and_the_board_says_so(service, school, phone, desk, picture_of):
    send_urgent_message(desk, *CLOSED)

    shown = phone.shows(*CLOSED)
    desk.read("Toestel: op het scherm")
    phone.goto("/news")
    phone.tap(role="button", name="Ik heb het gelezen")
    desk.look()
    desk.read("bevestigd vandaag")
    picture_of(desk, "board")

    assert CLOSED in [(one["title"], one["body"]) for one in shown]
    wait_until_told(school, phone, *CLOSED)
    [channel] = service.channels.values()
    assert channel.messages[-1]["urgency"] == "high"
    assert_all_was_taken(service, phone)


def test_second_message_of_the_same_takes_the_place_of_the_first(service, school, phone):
    closed, open_again = ("Groep 3 is gesloten", "Haal uw kind op."), ("Groep 3 is weer open", "Tot morgen!")
    tell(school, "marieke@ouders.example", *closed, tag="group-3-closed")
    before = phone.shows(*closed)

    tell(school, "marieke@ouders.example", *open_again, tag="group-3-closed")
    after = phone.shows(*open_again)

    assert [[one["title"] for one in shown if one["tag"] == "group-3-closed"] for shown in (before, after)] == [
        ["Groep 3 is gesloten"],
        ["Groep 3 is weer open"],
    ]
    wait_until_told(school, phone, *open_again)
    [channel] = service.channels.values()
    travelled = [(message["urgency"], message["topic"]) for message in channel.messages]
    assert travelled[-2:] == [("high", "group-3-closed")] * 2
    assert_all_was_taken(service, phone)


def test_phone_that_its_push_service_forgot_comes_back_by_itself(service, school, phone):
    first = living_endpoints(school)
    service.forget_browser()
    phone.wait_for(lambda: living_endpoints(school) != first, "the portal knows the new subscription")
    tell(school, "marieke@ouders.example", "Geen gym vandaag", "Neem een boek mee.", tag="gym")

    phone.shows("Geen gym vandaag", "Neem een boek mee.")

    assert living_endpoints(school) == [f"{service.origin}{path}" for path in service.open_paths]
    wait_until_told(school, phone, "Geen gym vandaag", "Neem een boek mee.")


def test_phone_that_signs_out_hears_nothing_any_more(service, school, phone, desk):
    phone.tap(name="Menu van Marieke de Vries")
    phone.tap(role="button", name="Uitloggen")
    phone.wait_for(lambda: phone.path == "/sign-in", "signed out")
    phone.wait_for(lambda: service.open_paths == [], "Firefox gave up the subscription")

    before = service.sent

    write_post(desk, "Wie heeft nog een oude krant?")

    assert pushes_of(school, GROUP, "Wie heeft nog een oude krant?") == []
    assert service.sent == before
