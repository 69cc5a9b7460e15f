"""Urgent push to 1,000 and 5,000 devices: our sender against the loop most apps run, and against encryption alone.

The push service is a process of its own on loopback, with TLS; it reads each message and answers 201, at once or after
40 ms. It does not decrypt: the tests do that.
"""

import asyncio
import json
import os
import resource
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import certifi
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pywebpush import WebPusher, webpush

from benchmarks.portals import ROOT, machine
from tests.core.mail_server import certificate
from tests.push_service import encoded
from webapp.core.credentials import kept_vapid_key
from webapp.notifications.channels.push_fan_out import PushPolicy, PushRequest
from webapp.notifications.channels.web_push import PushSender

PAYLOAD = b'{"web_push": 8030, "notification": {"title": "Groep 5 is vandaag gesloten"}}' + b" " * 200
SAMPLE = 60  # messages that the plain loop sends: each costs the same


class Seen:
    """The messages that were taken since somebody asked (`GET /seen`): how many, and when (`time.monotonic`)."""

    def __init__(self) -> None:
        self.count, self.first, self.last = 0, 0.0, 0.0

    def note(self) -> None:
        self.last = time.monotonic()
        self.first = self.first or self.last
        self.count += 1

    def told(self) -> bytes:
        text = json.dumps(vars(self)).encode()
        self.__init__()  # type: ignore[misc]
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(text), text)


async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, latency: float, seen: Seen) -> None:
    while head := await reader.readuntil(b"\r\n\r\n"):
        if head.startswith(b"GET"):
            writer.write(seen.told())
            continue
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        await reader.readexactly(length)
        if latency:
            await asyncio.sleep(latency)
        seen.note()
        writer.write(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")


async def serve(folder: Path, latency: float) -> None:
    """The push service; it writes its port into a file."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    seen = Seen()
    server = await asyncio.start_server(lambda r, w: converse(r, w, latency, seen), "127.0.0.1", 0, ssl=tls)
    (folder / "port").write_text(str(server.sockets[0].getsockname()[1]))
    await server.serve_forever()


@contextmanager
def service(folder: Path, latency: float) -> Iterator[int]:
    (folder / "port").unlink(missing_ok=True)
    command = [sys.executable, "-m", "benchmarks.bench_push", str(folder), str(latency)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        while not (folder / "port").exists() or not (folder / "port").read_text():
            time.sleep(0.05)
        yield int((folder / "port").read_text())
    finally:
        process.kill()
        process.wait()


def devices(count: int, port: int) -> list[PushRequest]:
    point = serialization.PublicFormat.UncompressedPoint
    requests = []
    for number in range(count):
        key = ec.generate_private_key(ec.SECP256R1()).public_key()
        p256dh = encoded(key.public_bytes(serialization.Encoding.X962, point))
        endpoint = f"https://127.0.0.1:{port}/push/{number}"
        requests.append(PushRequest(number, endpoint, p256dh, encoded(os.urandom(16)), PAYLOAD, 60, "high", "urgent-1"))
    return requests


def subscription(request: PushRequest) -> dict:
    return {"endpoint": request.endpoint, "keys": {"p256dh": request.p256dh, "auth": request.auth}}


def encryption_alone(requests: list[PushRequest]) -> float:
    """Seconds a message, on one core."""
    began = time.perf_counter()
    for request in requests:
        WebPusher(subscription(request)).encode(request.payload)
    return (time.perf_counter() - began) / len(requests)


def plain_loop(requests: list[PushRequest], key: Path, authority: Path) -> float:
    """Seconds a message, as most apps send: `pywebpush.webpush()` for each subscription.

    It trusts whom every machine trusts (certifi's list), and our service; each call reads that list anew.
    """
    os.environ["REQUESTS_CA_BUNDLE"] = str(authority)
    began = time.perf_counter()
    for request in requests:
        webpush(subscription(request), request.payload, str(key), {"sub": "mailto:ict@school.nl"}, ttl=60, timeout=10)
    return (time.perf_counter() - began) / len(requests)


def fan_out(requests: list[PushRequest], key: Path, policy: PushPolicy) -> tuple[float, float, int]:
    """Seconds a message, seconds until the first device has it, and how often was signed; connections not open yet."""
    sender = PushSender(key, policy)
    signed, first, accepted = [], 0.0, 0
    sign = sender.vapid.sign
    sender.vapid.sign = lambda claims: signed.append(claims) or sign(claims)
    began = time.perf_counter()
    for result in sender.send(requests):
        first = first or time.perf_counter() - began
        accepted += result.status == 201
    taken = (time.perf_counter() - began) / len(requests)
    assert accepted == len(requests), f"{accepted} of {len(requests)}"
    sender.close()
    return taken, first, len(signed)


def measure(folder: Path, latency: float, count: int) -> None:
    with service(folder, latency) as port:
        authority, key = folder / "authorities.pem", kept_vapid_key(folder / "vapid.pem")
        policy = PushPolicy((f"127.0.0.1:{port}",), "mailto:ict@school.nl", str(authority))
        requests = devices(count, port)
        plain = plain_loop(requests[:SAMPLE], key, authority)
        alone = min(encryption_alone(requests[:1_000]) for _ in range(2))
        taken, first, signed = min(fan_out(requests, key, policy) for _ in range(3))
    print(f"{count:,} devices, answers after {latency * 1000:.0f} ms: {1 / taken:,.0f} a second")
    print(f"  {plain / taken:.0f}× the plain loop ({1 / plain:.0f} a second), {alone / taken:.0%} of encryption alone")
    print(f"  first device after {first * 1000:.0f} ms, all after {taken * count:.2f} s; signatures made: {signed}")


def main() -> None:
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, pem in zip(("certificate.pem", "key.pem"), certificate(), strict=True):
            (folder / file).write_bytes(pem)
        (folder / "authorities.pem").write_bytes(Path(certifi.where()).read_bytes() + certificate()[0])
        for latency in (0.0, 0.04):
            for count in (1_000, 5_000):
                measure(folder, latency, count)
    print(f"memory of the sender meanwhile: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), float(sys.argv[2])))
