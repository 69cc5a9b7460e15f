"""From the school's tap to a notification on a phone: a real Firefox, whose push service stands on this machine.

One long day: each test goes on where the one before it ended.
"""

import json
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

import pytest
from cryptography.hazmat.primitives import serialization
from py_vapid import Vapid02

from tests.autopush import DELIVERED, Autopush, autopush
from tests.core.mail_server import certificate, server_tls
from tests.firefox import Device, Firefox, firefox, program
from tests.journeys.conftest import FAILED, PICTURES, ROOT, Letterbox, Portal, running_portal
from tests.push_service import encoded
from webapp.demo.people import PASSWORD

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(
        program() is None, reason="no Firefox that tests can drive (a snap is none); see tests/firefox.py"
    ),
]


GROUP = "Groep 3 – Beukennootjes"


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
    device = browser.open_device(school.url)
    sign_in(device, "marieke@ouders.example")
    return device


@pytest.fixture(scope="module")
def desk(browser: Firefox, school: Portal) -> Device:
    """Of Joris, the teacher of groep 3."""
    device = browser.open_device(school.url)
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


def sign_in(device: Device, email: str) -> None:
    device.goto("/sign-in")
    device.fill("E-mailadres", email)
    device.fill("Wachtwoord", PASSWORD)
    device.tap(device.find(role="button", name="Inloggen"))
    device.wait_for(lambda: device.path != "/sign-in", "signed in")


def write_post(desk: Device, title: str) -> None:
    desk.goto("/news/new")
    desk.fill("Titel", title)
    desk.fill("Bericht", "Kijk in de agenda.")
    desk.tap(desk.find(role="button", name="Plaatsen"))
    desk.read("Gezien door 0 van")


def run_in_portal(school: Portal, script: str, *arguments: str) -> str:
    """What a script prints that runs as a command of the portal would: in its app, with its database."""
    lines = ["import sys", "from webapp import create_app", "from webapp.core.db import db"]
    lines += [
        "with create_app().app_context(), db.connection_context():",
        textwrap.indent(textwrap.dedent(script), "    "),
    ]
    command = [sys.executable, "-c", "\n".join(lines), *arguments]
    return subprocess.run(
        command, env=school.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


TELL = """
    from webapp.accounts.models import Person
    from webapp.notifications.actions.telling import notify
    email, title, body, tag = sys.argv[1:]
    notify("urgent", [Person.get(Person.email == email)], title, body, "/news", key=title, tag=tag)
"""


def delivery_of(school: Portal, title: str, body: str) -> tuple[str, float]:
    """The state of the only push that says this, and the seconds between its making and its being shown."""
    with closing(sqlite3.connect(school.folder / "schoolplein.db")) as database:
        ((state, made, shown),) = database.execute(
            "SELECT d.state, d.created_at, d.shown_at FROM delivery d JOIN notification n ON n.id = d.notification_id"
            " WHERE n.title = ? AND n.body = ? AND d.channel = 'push' AND d.device_id IS NOT NULL",
            (title, body),
        )
    if shown is None:
        return state, 0
    return state, (datetime.fromisoformat(shown) - datetime.fromisoformat(made)).total_seconds()


def see(phone: Device, title: str, body: str) -> list[dict[str, str]]:
    """Wait until the phone shows this; all that it shows."""
    phone.wait_for(
        lambda: (title, body) in [(one["title"], one["body"]) for one in phone.notifications()],
        f"«{title}» on the screen, which shows {phone.notifications()}",
    )
    return phone.notifications()


SAVE_SUBSCRIPTION = """
    from webapp.accounts.models import Person
    from webapp.notifications.actions.devices import save_device
    email, *subscription = sys.argv[1:]
    save_device(Person.get(Person.email == email), None, *subscription, "Firefox")
"""


def test_parent_subscribes_with_the_key_of_the_portal(service, school, phone):
    key = encoded(
        Vapid02.from_file(str(school.folder / "vapid.pem")).public_key.public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
    )

    told = phone.run(
        f"""
        const {{ pushManager }} = await navigator.serviceWorker.ready;
        return JSON.stringify(await pushManager.subscribe({{userVisibleOnly: true, applicationServerKey: "{key}"}}));
        """
    )
    subscription = json.loads(told)
    keys = subscription["keys"]
    run_in_portal(
        school, SAVE_SUBSCRIPTION, "marieke@ouders.example", subscription["endpoint"], keys["p256dh"], keys["auth"]
    )

    assert [f"{service.origin}{path}" for path in service.channels] == [subscription["endpoint"]]


def test_post_of_the_teacher_is_on_the_screen_at_once(service, school, phone, desk):
    write_post(desk, "Bladeren gezocht")

    shown = see(phone, GROUP, "Bladeren gezocht")

    assert [(one["title"], one["body"]) for one in shown] == [(GROUP, "Bladeren gezocht")]
    assert (service.refused, service.codes) == ([], [DELIVERED])


def test_second_message_of_the_same_takes_the_place_of_the_first(service, school, phone):
    run_in_portal(school, TELL, "marieke@ouders.example", "Groep 3 is gesloten", "Haal Noor om 12 uur op.", "close-3")
    first = see(phone, "Groep 3 is gesloten", "Haal Noor om 12 uur op.")
    run_in_portal(school, TELL, "marieke@ouders.example", "Groep 3 is weer open", "Tot morgen!", "close-3")

    second = see(phone, "Groep 3 is weer open", "Tot morgen!")

    of_group = [[one["title"] for one in shown if one["tag"] == "close-3"] for shown in (first, second)]
    assert of_group == [["Groep 3 is gesloten"], ["Groep 3 is weer open"]]
    assert (service.refused, service.codes) == ([], [DELIVERED] * 3)
