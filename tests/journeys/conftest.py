"""A whole portal for the journeys: real web server, worker, mail server and browser, all on loopback."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.school_morning import school_morning

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "test-results"
FAILED = pytest.StashKey[bool]()
PHONE, TABLET, DESKTOP = (390, 844), (820, 1180), (1280, 800)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Letterbox:
    """What the mail server was given, parsed; an aiosmtpd handler."""

    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server, session, envelope) -> str:
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    def link_to(self, address: str, path: str, patience: float = 20) -> str:
        """The newest link with this path in a mail to the address; waits for the mail."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            for mail in reversed(self.mails):
                text = mail.get_body(("plain",)).get_content()
                found = re.search(rf"\S*{path}\S*", text)
                if mail["To"] == address and found:
                    return found[0]
            time.sleep(0.1)
        raise AssertionError(f"no mail with {path} for {address}; subjects: {[m['Subject'] for m in self.mails]}")


@dataclass
class Portal:
    """A running portal."""

    url: str
    folder: Path
    letterbox: Letterbox
    environment: dict[str, str]

    def flask(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "webapp", *arguments],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout


@contextmanager
def running_portal(folder: Path, letterbox: Letterbox, **settings: str) -> Iterator[Portal]:
    """A portal as `make run` would start it, with these settings."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    places = {"DATA_FOLDER": str(folder), "PORT": str(port), "SITE_ADDRESS": url}
    environment = os.environ | places | {"ORGANISATION": "Kindcentrum De Notenboom"} | settings
    process = subprocess.Popen([sys.executable, "-m", "webapp"], env=environment, cwd=ROOT)
    try:
        wait_until_it_answers(process, f"{url}/theme.css")
        yield Portal(url, folder, letterbox, environment)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """An empty portal on that Tuesday morning, with a real mail server beside it."""
    letterbox = Letterbox()
    mail_server = Controller(letterbox, hostname="127.0.0.1", port=free_port())
    mail_server.start()
    settings = {
        "SMTP_URL": f"smtp://127.0.0.1:{mail_server.port}",
        "MAIL_FROM": "portaal@notenboom.example",
        "DEMO": "0",
        "NEWS_POLL_SECONDS": "1",
        "PUSH_HOSTS": "push.invalid",  # a push service that is never there
        **school_morning(),
    }
    try:
        with running_portal(tmp_path_factory.mktemp("portal"), letterbox, **settings) as running:
            yield running
    finally:
        mail_server.stop()


def wait_until_it_answers(process: subprocess.Popen, url: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert process.poll() is None, "the portal ended by itself"
        try:
            with urlopen(url, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the portal did not start within two minutes")


@pytest.fixture(scope="session")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The demo school on a Tuesday morning at 08:22, whenever this runs, with a real mail server beside it."""
    letterbox = Letterbox()
    mail_server = Controller(letterbox, hostname="127.0.0.1", port=free_port())
    mail_server.start()
    settings = {
        "DEMO": "1",
        "SMTP_URL": f"smtp://127.0.0.1:{mail_server.port}",
        "NEWS_POLL_SECONDS": "1",
        **school_morning(),
    }
    try:
        with running_portal(tmp_path_factory.mktemp("morning"), letterbox, **settings) as running:
            yield running
    finally:
        mail_server.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    report = yield
    item.stash.setdefault(FAILED, False)
    item.stash[FAILED] |= report.failed
    return report


def is_complaint(line: ConsoleMessage) -> bool:
    """A browser notes each form that was refused (422) as an error; it is none of ours."""
    return line.type in ("error", "warning") and "status of 422" not in line.text


@contextmanager
def devices(chromium: Browser, url: str, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """`open_one()` is somebody's phone on this portal, `open_one(DESKTOP)` a desk; a complaint on a console fails the
    test. What was on each screen when a test failed is kept in test-results/, and said in words with the failure.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(size: tuple[int, int] = PHONE, **options: str) -> Page:
        context = chromium.new_context(
            base_url=url,
            viewport={"width": size[0], "height": size[1]},
            locale="nl-NL",
            has_touch=size != DESKTOP,
            reduced_motion="reduce",
            accept_downloads=True,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda line: is_complaint(line) and complaints.append(line.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_one
    for number, context in enumerate(contexts):
        if request.node.stash.get(FAILED, False):
            PICTURES.mkdir(exist_ok=True)
            screen = context.pages[0]
            screen.screenshot(path=PICTURES / f"failed-{request.node.name}-{number}.png")
            print(f"--- device {number}: {screen.url}\n{screen.locator('body').inner_text()}")
        context.close()
    assert complaints == []


@pytest.fixture
def open_device(chromium: Browser, portal: Portal, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Devices on the empty portal."""
    with devices(chromium, portal.url, request) as open_one:
        yield open_one


@pytest.fixture
def open_at_school(chromium: Browser, morning: Portal, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Devices on the demo school, on a Tuesday morning."""
    with devices(chromium, morning.url, request) as open_one:
        yield open_one


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """`picture(page, "feed")`: a screenshot in test-results/, to be looked at; the page may not scroll sideways, and
    axe finds nothing on it (WCAG 2.2 AA)."""

    def take(page: Page, name: str) -> None:
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}-{page.viewport_size['width']}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} scrolls sideways"
        found = Axe().run(page, options={"runOnly": WCAG})
        assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == [], name

    return take
