"""One message to many devices at many push services: what waits, what can go now, and who is given up."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from webapp.notifications.channels.push_services import NotAllowed, origin_of, pinned_address

# Until a service has answered once, we do not know whether a connection carries many messages (HTTP/2) or one.
FIRST_CONNECTIONS = 4
SILENT_AT_MOST = 16  # messages in a row without an answer, until a service is given up for this fan-out
WAITING_AT_MOST = 500  # messages held for services that are busy


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

    origin: str
    resolve: str = ""
    problem: str = ""
    has_answered: bool = False
    silent: int = 0  # messages in a row without an answer
    waiting: deque[PushRequest] = field(default_factory=deque)
    under_way: int = 0

    def takes_more(self, in_flight: int) -> bool:
        """Whether the next message can begin now, or be refused at once."""
        most = in_flight if self.has_answered else FIRST_CONNECTIONS
        return bool(self.problem) or self.under_way < most

    def note(self, result: PushResult) -> None:
        """What came back: who stays silent too often gets nothing more in this fan-out, so that nobody waits for it."""
        self.under_way -= 1
        self.has_answered = True
        self.silent = self.silent + 1 if result.status is None else 0
        if self.silent >= SILENT_AT_MOST:
            self.problem = result.problem


class FanOut:
    """The messages of one fan-out, by service. More are asked for only when none of those that wait can go."""

    def __init__(self, requests: Iterable[PushRequest], policy: PushPolicy):
        self.requests, self.policy = iter(requests), policy
        self.services: dict[str, Service] = {}
        self.waiting = self.under_way = 0

    def next(self) -> tuple[PushRequest, Service] | None:
        """A message that can go now, and its service."""
        for service in self.services.values():
            if service.waiting and service.takes_more(self.policy.in_flight):
                self.waiting -= 1
                return service.waiting.popleft(), service
        while self.waiting < WAITING_AT_MOST and (request := next(self.requests, None)):
            service = self.service_of(request)
            if service.takes_more(self.policy.in_flight):
                return request, service
            service.waiting.append(request)
            self.waiting += 1
        return None

    def service_of(self, request: PushRequest) -> Service:
        """The service of a message, its address pinned when it is met first; or why nothing is sent there."""
        origin = origin_of(request.endpoint)
        if origin not in self.services:
            try:
                self.services[origin] = Service(origin, resolve=pinned_address(origin, self.policy.hosts))
            except NotAllowed as reason:
                self.services[origin] = Service(origin, problem=str(reason))
        return self.services[origin]
