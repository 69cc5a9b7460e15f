"""A push service on this machine: checks who signs (RFC 8292), and answers as a test tells it.

`PushService` plays the browser too and decrypts (RFC 8291); `tests/autopush.py` passes on to a real one.
"""

import asyncio
import base64
import json
import ssl
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

from tests.core.mail_server import cancel_the_rest


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Subscriber:
    """A browser that subscribed: its keys, how the service answers for it, and what reached it."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey
    secret: bytes
    answer: str = "201 Created"
    headers: dict[str, str] = field(default_factory=dict)
    messages: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def p256dh(self) -> str:
        point = serialization.PublicFormat.UncompressedPoint
        return encoded(self.key.public_key().public_bytes(serialization.Encoding.X962, point))

    @property
    def auth(self) -> str:
        return encoded(self.secret)


class PushEndpoint:
    """Where a portal's messages are posted (RFC 8030); why one was refused stands in `refused`."""

    def __init__(self) -> None:
        self.port = 0
        self.refused: list[str] = []
        self.tokens: set[str] = set()
        self.connections = 0

    @property
    def origin(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    async def take(self, path: str, headers: dict[str, str], body: bytes) -> tuple[str, dict[str, str]]:
        """What becomes of a message that is signed well: the status line and headers of the answer."""
        raise NotImplementedError

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while request := await reader.readline():
                headers = {}
                while (line := await reader.readline()).strip():
                    name, _, value = line.decode().partition(":")
                    headers[name.lower()] = value.strip()
                body = await reader.readexactly(int(headers.get("content-length", "0")))
                await self.answer(request.split()[1].decode(), headers, body, writer)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()

    async def answer(self, path: str, headers: dict[str, str], body: bytes, writer: asyncio.StreamWriter) -> None:
        problem = self.problem_with(headers, self.key_for(path))
        if problem:
            self.refused.append(problem)
        status, more = ("403 Forbidden", {}) if problem else await self.take(path, headers, body)
        lines = [f"HTTP/1.1 {status}", "Content-Length: 0", *(f"{name}: {value}" for name, value in more.items())]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        await writer.drain()

    def key_for(self, path: str) -> str:
        """The only key that may sign for this endpoint, when its browser named one (RFC 8292, 4)."""
        return ""

    def problem_with(self, headers: dict[str, str], only_key: str) -> str:
        """Why a message is not taken: no, a foreign, an old or a wrong signature."""
        parts = dict(part.strip().split("=", 1) for part in headers["authorization"].removeprefix("vapid ").split(","))
        self.tokens.add(parts["t"])
        head, claims, signature = parts["t"].split(".")
        raw = decoded(signature)
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(parts["k"]))
        number = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        key.verify(number, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
        told = json.loads(decoded(claims))
        if only_key and parts["k"] != only_key:
            return "foreign key"
        if told["aud"] != self.origin:
            return "wrong audience"
        if not time.time() < told["exp"] <= time.time() + 24 * 3600:
            return "wrong expiry"
        return "" if told["sub"].startswith(("mailto:", "https:")) else "nobody to reach"


class PushService(PushEndpoint):
    """Subscribers by path, each with what it could read."""

    def __init__(self) -> None:
        super().__init__()
        self.subscribers: dict[str, Subscriber] = {}
        self.latency = 0.0
        self.is_holding = False  # whether answers wait until it is over

    def subscribe(self, secret: bytes = b"0123456789abcdef", answer: str = "201 Created", **headers: str) -> Subscriber:
        """A new browser; `answer` is a status line, or `hang`; underscores in header names become dashes."""
        path = f"/push/{len(self.subscribers)}"
        key = ec.generate_private_key(ec.SECP256R1())
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        subscriber = Subscriber(f"{self.origin}{path}", key, secret, answer, named)
        self.subscribers[path] = subscriber
        return subscriber

    async def take(self, path: str, headers: dict[str, str], body: bytes) -> tuple[str, dict[str, str]]:
        subscriber = self.subscribers[path]
        if subscriber.answer.startswith("2"):
            clear = http_ece.decrypt(body, private_key=subscriber.key, auth_secret=subscriber.secret)
            subscriber.messages.append((headers, clear))
        if subscriber.answer == "hang":
            await asyncio.sleep(30)
        await asyncio.sleep(self.latency)
        while self.is_holding:
            await asyncio.sleep(0.02)
        return subscriber.answer, subscriber.headers


@contextmanager
def loop_of_its_own() -> Iterator[Callable[[Coroutine], Any]]:
    """Runs what is asked and waits for it, in a thread, on a loop that no browser test shares."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield lambda work: asyncio.run_coroutine_threadsafe(work, loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def hang_up(server: asyncio.Server) -> None:
    """Close every connection and wait for it, those too that never came to speak (`Server` tells it from 3.12 on)."""
    server.close()
    await cancel_the_rest()
    for _ in range(300):
        if not getattr(server, "_active_count", 0):
            return
        await asyncio.sleep(0.01)


@contextmanager
def push_service(tls: ssl.SSLContext) -> Iterator[PushService]:
    """The service, while it runs."""
    service = PushService()
    with loop_of_its_own() as run:
        server = run(asyncio.start_server(service.converse, "127.0.0.1", 0, ssl=tls))
        service.port = server.sockets[0].getsockname()[1]
        try:
            yield service
        finally:
            run(hang_up(server))
