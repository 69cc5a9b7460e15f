"""A real Firefox for the tests, spoken to in the language of the W3C for it: no window, no driver, no way outside.

WebDriver BiDi is JSON over a websocket that Firefox opens by itself. https://www.w3.org/TR/webdriver-bidi/
"""

import base64
import itertools
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

PREFERENCES = {
    # To what is not on this machine there is no way: port 9 takes nothing. Nobody asks 127.0.0.1 through a proxy.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.failover_direct": False,
    "dom.push.connection.enabled": True,  # off in a Firefox that is driven
    "dom.push.testing.allowInsecureServerURL": True,
    "dom.push.testing.ignorePermission": True,
    "permissions.default.desktop-notification": 1,
    "alerts.useSystemBackend": False,  # there is no desktop: its own alerts, or `showNotification` fails
    "dom.push.retryBaseInterval": 100,  # milliseconds before it calls a push service again that hung up
    "intl.accept_languages": "nl",
}
WRONG_COMMAND = ("invalid argument", "unknown command", "unsupported operation")  # will not be better another time


def program() -> Path | None:
    """Where Firefox is; a snap (Ubuntu's) is none for us: what it starts sees no profile in /tmp."""
    for name in ("firefox-esr", "firefox"):
        found = shutil.which(name)
        if found and (Path(found).resolve().parent / "application.ini").exists():
            return Path(found).resolve()
    return None


class NotNow(Exception):
    """Firefox cannot do this now: the page is just going, or the thing is not there yet."""


def saying(words: str) -> dict[str, str]:
    """How to find the innermost thing that says these words, on the page itself."""
    says = f'contains(normalize-space(), "{words}")'
    return {"type": "xpath", "value": f"//main//*[{says}][not(*[{says}])]"}


def is_field(node: dict[str, Any]) -> bool:
    """Whether one can type there: not a label, which has the same name."""
    return node["value"]["localName"] in ("input", "textarea") or "contenteditable" in node["value"]["attributes"]


class Firefox:
    """The program; it holds the devices of several people apart, and keeps what their consoles complain of."""

    def __init__(self, line: ClientConnection) -> None:
        self.line = line
        self.numbers = itertools.count(1)
        self.complaints: list[str] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command and its answer."""
        number = next(self.numbers)
        self.line.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            said = json.loads(self.line.recv(timeout=60))
            if said["type"] == "event":
                self.complaints += [said["params"]["text"]] * (said["params"]["level"] in ("error", "warn"))
            elif said["type"] == "error":
                assert said["error"] not in WRONG_COMMAND, said
                raise NotNow(f"{method}: {said['message']}")
            elif said["id"] == number:
                return said["result"]

    def open_device(self, portal: str, size: tuple[int, int]) -> "Device":
        """Somebody's browser at this portal, with cookies and a worker of its own."""
        owner = self.ask("browser.createUserContext")["userContext"]
        tab = self.ask("browsingContext.create", type="tab", userContext=owner)["context"]
        self.ask("browsingContext.setViewport", context=tab, viewport=dict(zip(("width", "height"), size, strict=True)))
        return Device(self, tab, portal)


class Device:
    """What one person has in hand: finds things as a person does, by what they are and say, and is patient."""

    def __init__(self, browser: Firefox, tab: str, portal: str, patience: float = 15) -> None:
        self.browser = browser
        self.tab = tab
        self.portal = portal
        self.patience = patience

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self.browser.ask(method, context=self.tab, **parameters)

    def goto(self, path: str) -> None:
        self.ask("browsingContext.navigate", url=f"{self.portal}{path}", wait="complete")

    @property
    def path(self) -> str:
        return self.run("return location.pathname")

    def run(self, script: str, *things: dict[str, str]) -> Any:
        """The body of an async function, run in the page; `things` are its arguments; what it returns."""
        answer = self.browser.ask(
            "script.callFunction",
            functionDeclaration=f"async (...things) => {{ {script} }}",
            arguments=list(things),
            target={"context": self.tab},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise NotNow(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    def wait_for(self, question: Callable[[], Any], what: str) -> Any:
        """The first answer that is one; asks again and again."""
        deadline, reason = time.monotonic() + self.patience, ""
        while time.monotonic() < deadline:
            try:
                if answer := question():
                    return answer
            except NotNow as why:
                reason = f" ({why})"
            time.sleep(0.02)
        raise AssertionError(f"not within {self.patience:.0f} s: {what}{reason}")

    def located(self, locator: dict[str, Any], fits: Callable[[dict[str, Any]], bool] = bool) -> dict[str, str]:
        """The first thing on the page that is there."""
        nodes = self.ask("browsingContext.locateNodes", locator=locator)["nodes"]
        for node in filter(fits, nodes):
            return {"sharedId": node["sharedId"]}
        raise NotNow(f"there is no {locator['value']}")

    def press(self, thing: dict[str, str]) -> bool:
        """As a finger does: where the thing is, if nothing lies over it."""
        self.look()
        self.run("things[0].scrollIntoView({block: 'center', behavior: 'instant'})", thing)
        there = {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": thing}}
        press = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        self.ask("input.performActions", actions=[{"type": "pointer", "id": "finger", "actions": [there, *press]}])
        return True

    def tap(self, words: str = "", **spoken: str) -> None:
        """Tap what says these words, or what has this `role` and `name`, as a screen reader would say them."""
        locator = saying(words) if words else {"type": "accessibility", "value": spoken}
        self.wait_for(lambda: self.press(self.located(locator)), f"tap {words or spoken}")

    def fill(self, name: str, text: str) -> None:
        """Type into the field of this name."""
        locator = {"type": "accessibility", "value": {"name": name}}
        self.wait_for(lambda: self.press(self.located(locator, is_field)), f"field «{name}»")
        keys = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self.ask("input.performActions", actions=[{"type": "key", "id": "keys", "actions": keys}])

    def read(self, words: str) -> None:
        """Wait until these words are on the page, among others perhaps."""
        self.wait_for(lambda: self.located(saying(words)), f"words «{words}»")

    def look(self) -> None:
        """Have this one before one's eyes: a page that nobody looks at asks for nothing new."""
        self.ask("browsingContext.activate")

    def picture(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self.ask("browsingContext.captureScreenshot")["data"]))

    def notifications(self) -> list[dict[str, str]]:
        """What the worker shows on the screen: title, body and tag of each."""
        shown = self.run(
            """
            const registration = await navigator.serviceWorker.ready;
            const shown = await registration.getNotifications();
            return JSON.stringify(shown.map(({title, body, tag}) => ({title, body, tag})));
            """
        )
        return json.loads(shown)

    def shows(self, title: str, body: str) -> list[dict[str, str]]:
        """All that is on the screen, once this is."""

        def all_with_it() -> list[dict[str, str]]:
            shown = self.notifications()
            return shown if (title, body) in [(one["title"], one["body"]) for one in shown] else []

        return self.wait_for(all_with_it, f"a notification «{title}: {body}»")


def write_profile(folder: Path, push_service: str) -> None:
    preferences = PREFERENCES | {"dom.push.serverURL": push_service}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
    (folder / "user.js").write_text("".join(lines))


def bidi_address(folder: Path, process: subprocess.Popen) -> str:
    """Where Firefox listens: it writes that into its profile."""
    file, deadline = folder / "WebDriverBiDiServer.json", time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, f"Firefox ended by itself: {(folder / 'firefox.log').read_text()}"
        with suppress(FileNotFoundError, json.JSONDecodeError):
            return f"ws://127.0.0.1:{json.loads(file.read_text())['ws_port']}/session"
        time.sleep(0.05)
    raise AssertionError("Firefox did not start within a minute")


@contextmanager
def firefox(push_service: str, folder: Path) -> Iterator[Firefox]:
    """Firefox with its profile in this empty folder; its push service is the one at this address."""
    write_profile(folder, push_service)
    command = [program(), "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", "0"]
    environment = os.environ | {"HOME": str(folder)}  # leave the visitor's own Firefox alone
    with (folder / "firefox.log").open("wb") as log:
        process = subprocess.Popen([str(word) for word in command], stdout=log, stderr=log, env=environment)
    try:
        with connect(bidi_address(folder, process), max_size=None) as line:
            yield Firefox(line)
    finally:
        process.terminate()
        process.wait(30)
