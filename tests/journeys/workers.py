"""Phones whose service worker is at work, in Chromium: a profile on disk, and pushes through its own tools."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page

from tests.journeys.conftest import BROWSER_ARGUMENTS, PHONE


@contextmanager
def phone_that_remembers(chromium: Browser, url: str, profile: Path) -> Iterator[Page]:
    """A phone that may show notifications, with a profile on disk: only such a one can install anything."""
    context = chromium.browser_type.launch_persistent_context(
        profile,
        executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
        args=BROWSER_ARGUMENTS,
        base_url=url,
        viewport={"width": PHONE[0], "height": PHONE[1]},
        locale="nl-NL",
        reduced_motion="reduce",
    )
    context.grant_permissions(["notifications"], origin=url)
    page = context.pages[0]
    page.set_default_timeout(15_000)
    yield page
    context.close()


def wait_for(found: Callable[[], bool], patience: float = 10) -> bool:
    deadline = time.monotonic() + patience
    while not found() and time.monotonic() < deadline:
        time.sleep(0.1)
    return found()


def complaints_of(page: Page) -> list[str]:
    told: list[str] = []
    page.on("console", lambda line: line.type in ("error", "warning") and told.append(line.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


class Workers:
    """The service workers of a browser, through its own tools for developers."""

    def __init__(self, page: Page, origin: str):
        self.tools: CDPSession = page.context.new_cdp_session(page)
        self.page, self.origin, self.registrations = page, origin, []
        self.tools.on("ServiceWorker.workerRegistrationUpdated", self.keep)
        self.tools.send("ServiceWorker.enable")

    def keep(self, event: dict) -> None:
        self.registrations += [row["registrationId"] for row in event["registrations"] if not row["isDeleted"]]

    def push(self, message: str) -> None:
        self.page.wait_for_timeout(200)
        self.tools.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": self.origin, "registrationId": self.registrations[-1], "data": message},
        )

    def stop(self) -> None:
        self.tools.send("ServiceWorker.stopAllWorkers")


def notifications_on(page: Page) -> list[list[str]]:
    return page.evaluate(
        "navigator.serviceWorker.ready.then((one) => one.getNotifications())"
        ".then((all) => all.map(({ title, body, tag }) => [title, body, tag]))"
    )
