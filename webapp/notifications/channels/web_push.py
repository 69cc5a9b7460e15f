"""Web Push to many devices at once: the protocol of RFC 8030, encrypted (RFC 8291), signed for (RFC 8292).

What a message needs of its own is its encryption; all else is done once: the key is read once, the signature made once
for each push service and half a day, and connections stay open, with many messages under way on each (HTTP/2).

Addresses of push services come from visitors, so they are not trusted: only https, only hosts on the list, only public
addresses, looked up once and then pinned; no redirects, little patience, and the answer is hardly read.
"""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path

import pycurl
from py_vapid import Vapid02
from pywebpush import WebPusher

from webapp.notifications.channels.push_services import NotAllowed, origin_of, pinned_address

SIGNATURE_LASTS = 12 * 3600  # seconds; a push service refuses more than 24 hours
LONGEST_ANSWER = 64 * 1024  # bytes of an answer that are taken in before the line is cut
LONGEST_PATIENCE = 24 * 3600  # seconds: what a service asks beyond that is a mistake
ADDED_AT_ONCE = 8  # messages encrypted between two looks at the network
# Until a service has answered once, we do not know whether a connection carries many messages (HTTP/2) or one.
FIRST_CONNECTIONS = 4


@dataclass(frozen=True, slots=True)
class PushRequest:
    """One message to one device: `ttl` in seconds; `urgency` high, normal or low; `topic` ≤ 32 base64url characters."""

    id: int
    endpoint: str
    p256dh: str
    auth: str
    payload: bytes
    ttl: int
    urgency: str
    topic: str


@dataclass(frozen=True, slots=True)
class PushResult:
    """What came of it: the status of the answer, or none and the problem; `retry_after` in seconds, if it was said."""

    id: int
    status: int | None
    retry_after: int | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PushPolicy:
    """Where messages may go and how patient we are. A host with its port (`127.0.0.1:9443`) may be a private one."""

    hosts: tuple[str, ...]
    contact: str
    ca_file: str = ""
    in_flight: int = 64  # messages under way to one push service
    timeout: float = 10.0  # seconds for a whole message


@dataclass(slots=True)
class Service:
    """One push service during one fan-out: what waits for it, and how many messages are under way."""

    resolve: str = ""
    problem: str = ""
    has_answered: bool = False
    waiting: deque[PushRequest] = field(default_factory=deque)
    under_way: int = 0


class PushSender:
    """Sends messages; kept for as long as the process lives, so that connections and signatures are used again."""

    def __init__(self, key_file: Path, policy: PushPolicy):
        self.vapid = Vapid02.from_file(str(key_file))
        self.policy = policy
        self.signatures: dict[str, tuple[str, float]] = {}
        self.idle: list[pycurl.Curl] = []
        self.multi = pycurl.CurlMulti()
        self.multi.setopt(pycurl.M_PIPELINING, pycurl.PIPE_MULTIPLEX)
        self.multi.setopt(pycurl.M_MAX_HOST_CONNECTIONS, policy.in_flight)
        self.multi.setopt(pycurl.M_MAX_CONCURRENT_STREAMS, policy.in_flight)

    def send(self, requests: Iterable[PushRequest]) -> Iterator[PushResult]:
        """Send them all, as many at a time as each service may have; each result as it comes, in no order."""
        services: dict[str, Service] = {}
        for request in requests:
            origin = origin_of(request.endpoint)
            if origin not in services:
                services[origin] = self.looked_up(origin)
            service = services[origin]
            if service.problem:
                yield PushResult(request.id, None, problem=service.problem)
            else:
                service.waiting.append(request)
        yield from self.exchange(services)

    def close(self) -> None:
        """Hang up every connection."""
        for curl in self.idle:
            curl.close()
        self.multi.close()

    def looked_up(self, origin: str) -> Service:
        """The service at this origin, its address pinned; or why nothing is sent there."""
        try:
            return Service(resolve=pinned_address(origin, self.policy.hosts))
        except NotAllowed as reason:
            return Service(problem=str(reason))

    def exchange(self, services: dict[str, Service]) -> Iterator[PushResult]:
        under_way = 0
        while under_way or any(service.waiting for service in services.values()):
            added = 0
            for origin, service in services.items():
                most = self.policy.in_flight if service.has_answered else FIRST_CONNECTIONS
                while service.waiting and service.under_way < most and added < ADDED_AT_ONCE:
                    added += 1
                    problem = self.begin(service.waiting.popleft(), origin, service)
                    if problem:
                        yield problem
                    else:
                        service.under_way += 1
                        under_way += 1
            self.multi.perform()
            for result, origin in self.finished():
                services[origin].under_way -= 1
                services[origin].has_answered = True
                under_way -= 1
                yield result
            if not added and under_way:
                self.multi.select(0.05)

    def begin(self, request: PushRequest, origin: str, service: Service) -> PushResult | None:
        """Encrypt a message and hand it to the network; a result at once when its keys cannot be used."""
        try:
            keys = {"p256dh": request.p256dh, "auth": request.auth}
            body = WebPusher({"endpoint": request.endpoint, "keys": keys}).encode(request.payload)["body"]
        except Exception as error:  # whatever somebody sent as keys: the device cannot be reached
            return PushResult(request.id, None, problem=f"bad keys: {type(error).__name__}")
        curl = self.idle.pop() if self.idle else self.new_handle()
        headers: dict[str, str] = {}
        curl.push = (request.id, origin, headers, [0])
        curl.setopt(pycurl.URL, request.endpoint)
        curl.setopt(pycurl.RESOLVE, [service.resolve])
        curl.setopt(pycurl.POSTFIELDS, body)
        curl.setopt(pycurl.HTTPHEADER, self.headers(request, origin))
        self.multi.add_handle(curl)
        return None

    def headers(self, request: PushRequest, origin: str) -> list[str]:
        return [
            f"TTL: {request.ttl}",
            f"Urgency: {request.urgency}",
            *([f"Topic: {request.topic}"] if request.topic else []),
            "Content-Encoding: aes128gcm",
            "Content-Type: application/octet-stream",
            f"Authorization: {self.signature_for(origin)}",
            "Expect:",
        ]

    def signature_for(self, origin: str) -> str:
        """Who we are, signed for this service (RFC 8292); made anew when half its time is over."""
        signature, until = self.signatures.get(origin, ("", 0.0))
        if time.time() > until - SIGNATURE_LASTS / 2:
            until = time.time() + SIGNATURE_LASTS
            claims = {"aud": origin, "exp": int(until), "sub": self.policy.contact}
            signature = self.vapid.sign(claims)["Authorization"]
            self.signatures[origin] = (signature, until)
        return signature

    def new_handle(self) -> pycurl.Curl:
        curl = pycurl.Curl()
        curl.setopt(pycurl.POST, 1)
        curl.setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTPS)
        curl.setopt(pycurl.FOLLOWLOCATION, 0)
        curl.setopt(pycurl.PROXY, "")
        curl.setopt(pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_2TLS)
        curl.setopt(pycurl.NOSIGNAL, 1)
        curl.setopt(pycurl.CONNECTTIMEOUT_MS, int(self.policy.timeout * 500))
        curl.setopt(pycurl.TIMEOUT_MS, int(self.policy.timeout * 1000))
        if self.policy.ca_file:
            curl.setopt(pycurl.CAINFO, self.policy.ca_file)
        curl.setopt(pycurl.WRITEFUNCTION, lambda data: taken_in(curl, data))
        curl.setopt(pycurl.HEADERFUNCTION, lambda line: note_header(curl, line))
        return curl

    def finished(self) -> Iterator[tuple[PushResult, str]]:
        """The messages of which the answer is there, or never will be."""
        while True:
            waiting, done, failed = self.multi.info_read()
            for curl in done:
                id, origin, headers, _ = curl.push
                status = curl.getinfo(pycurl.RESPONSE_CODE)
                yield self.ended(curl, PushResult(id, status, seconds_of(headers.get("retry-after", "")))), origin
            for curl, _number, _text in failed:
                id, origin, _, _ = curl.push
                yield self.ended(curl, PushResult(id, None, problem=problem_of(_number))), origin
            if not waiting:
                return

    def ended(self, curl: pycurl.Curl, result: PushResult) -> PushResult:
        self.multi.remove_handle(curl)
        self.idle.append(curl)
        return result


def taken_in(curl: pycurl.Curl, data: bytes) -> int | None:
    """Read past the answer; cut the line when it does not end."""
    read = curl.push[3]
    read[0] += len(data)
    return None if read[0] <= LONGEST_ANSWER else 0


def note_header(curl: pycurl.Curl, line: bytes) -> None:
    name, colon, value = line.decode("latin-1").partition(":")
    if colon and name.strip().lower() == "retry-after":
        curl.push[2]["retry-after"] = value.strip()


def seconds_of(retry_after: str) -> int | None:
    """`Retry-After` in seconds from now (RFC 9110, 10.2.3): a number or a date; None when it says neither."""
    if retry_after.isascii() and retry_after.isdigit():
        return min(int(retry_after[:9]), LONGEST_PATIENCE)
    try:
        asked = int(parsedate_to_datetime(retry_after).timestamp() - time.time()) if retry_after else None
    except (ValueError, OverflowError):
        return None
    return None if asked is None else max(0, min(asked, LONGEST_PATIENCE))


def problem_of(number: int) -> str:
    """Why there is no answer, in a few words that name no address."""
    return {
        pycurl.E_OPERATION_TIMEDOUT: "timed out",
        pycurl.E_COULDNT_CONNECT: "no connection",
        pycurl.E_PEER_FAILED_VERIFICATION: "wrong certificate",
        pycurl.E_WRITE_ERROR: "answer too long",
    }.get(number, f"network problem {number}")
