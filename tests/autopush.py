"""Mozilla's push service on this machine: what a portal posts goes over a websocket to a real Firefox, which decrypts.

The websocket speaks the autopush protocol (subprotocol `push-notification`): hello, register, notification, ack,
unregister. https://mozilla-push-service.readthedocs.io/en/latest/design/
"""

import asyncio
import json
import ssl
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.push_service import PushEndpoint, encoded, hang_up, loop_of_its_own

# Codes: 100 was decrypted and given to the worker, 101 could not be decrypted; 301, 302: the worker failed over it.
DELIVERED = 100


@dataclass
class Channel:
    """One subscription of the browser; `key` is the only one that may sign for it."""

    id: str
    key: str
    messages: list[dict[str, str]] = field(default_factory=list)  # the headers that came with each
    is_open: bool = True


class Autopush(PushEndpoint):
    """Channels by path; `codes` is what the browser said of each message it got."""

    def __init__(self, run: Callable) -> None:
        super().__init__()
        self.run = run
        self.websocket_port = 0
        self.uaid = ""  # under which it knows the browser
        self.channels: dict[str, Channel] = {}
        self.codes: list[int] = []
        self.browser: ServerConnection | None = None
        self.waiting: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        """What goes into Firefox' `dom.push.serverURL`."""
        return f"ws://127.0.0.1:{self.websocket_port}/"

    @property
    def open_paths(self) -> list[str]:
        return [path for path, channel in self.channels.items() if channel.is_open]

    @property
    def sent(self) -> int:
        """How many messages the portal had it take."""
        return sum(len(channel.messages) for channel in self.channels.values())

    def key_for(self, path: str) -> str:
        return self.channels[path].key if path in self.channels else ""

    async def take(self, path: str, headers: dict[str, str], body: bytes) -> tuple[str, dict[str, str]]:
        channel = self.channels.get(path)
        if channel is None or not channel.is_open:
            return "410 Gone", {}
        channel.messages.append(headers)
        told = {"messageType": "notification", "channelID": channel.id, "version": uuid.uuid4().hex}
        self.waiting.append(told | {"data": encoded(body), "headers": {"encoding": headers["content-encoding"]}})
        await self.deliver()
        return "201 Created", {"TTL": headers["ttl"], "Location": f"{self.origin}/message/{told['version']}"}

    async def deliver(self) -> None:
        """What waits goes to the browser; nothing while it is not there."""
        while self.browser and self.waiting:
            await self.browser.send(json.dumps(self.waiting.pop(0)))

    async def listen(self, browser: ServerConnection) -> None:
        """One conversation with the browser: what it says is answered by the method of that name."""
        try:
            async for line in browser:
                said = json.loads(line)
                answer = getattr(self, said["messageType"])(said) if said else {}  # {} is a ping
                if answer is not None:
                    await browser.send(json.dumps(answer))
                self.browser = browser  # the first thing it says is hello
                await self.deliver()
        except ConnectionClosed:
            pass
        finally:
            self.browser = None

    def forget_browser(self) -> None:
        """Lose its subscriptions and break the line, as Mozilla does once in a while: it must subscribe again."""
        self.run(self.lose_browser())

    async def lose_browser(self) -> None:
        self.uaid = ""
        for channel in self.channels.values():
            channel.is_open = False
        if self.browser:
            self.browser.transport.abort()

    def hello(self, said: dict[str, Any]) -> dict[str, Any]:
        if not self.uaid or said.get("uaid") != self.uaid:
            self.uaid = uuid.uuid4().hex
        return {"messageType": "hello", "status": 200, "uaid": self.uaid, "use_webpush": True, "broadcasts": {}}

    def register(self, said: dict[str, Any]) -> dict[str, Any]:
        """Asked twice, because the line broke, it is the same channel."""
        path = f"/wpush/v2/{self.uaid}/{said['channelID']}"
        self.channels.setdefault(path, Channel(said["channelID"], said.get("key", "").rstrip("=")))
        endpoint = f"{self.origin}{path}"
        return {"messageType": "register", "status": 200, "channelID": said["channelID"], "pushEndpoint": endpoint}

    def unregister(self, said: dict[str, Any]) -> dict[str, Any]:
        for channel in self.channels.values():
            channel.is_open &= channel.id != said["channelID"]
        return {"messageType": "unregister", "status": 200, "channelID": said["channelID"]}

    def ack(self, said: dict[str, Any]) -> None:
        self.codes += [update["code"] for update in said["updates"]]

    def nack(self, said: dict[str, Any]) -> None:
        self.codes.append(said["code"])

    def broadcast_subscribe(self, said: dict[str, Any]) -> None:
        """Firefox' own settings, of which we have none."""


@contextmanager
def autopush(tls: ssl.SSLContext) -> Iterator[Autopush]:
    """The service, while it runs: https for the portal, a websocket for the browser."""
    with loop_of_its_own() as run:
        service = Autopush(run)

        async def open_websocket() -> Any:
            protocols = [Subprotocol("push-notification")]
            return await serve(service.listen, "127.0.0.1", 0, subprotocols=protocols, ping_interval=None)

        posts = run(asyncio.start_server(service.converse, "127.0.0.1", 0, ssl=tls))
        websocket = run(open_websocket())
        service.port, service.websocket_port = (one.sockets[0].getsockname()[1] for one in (posts, websocket))
        try:
            yield service
        finally:
            websocket.close()
            run(websocket.wait_closed())
            run(hang_up(posts))
