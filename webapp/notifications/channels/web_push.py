"""Web Push to many devices at once: the protocol of RFC 8030, encrypted (RFC 8291), signed for (RFC 8292).

What a message needs of its own is its encryption; all else is done once: the key is read once, the signature made once
for each push service and half a day, and connections stay open, with many messages under way on each (HTTP/2).

Nobody who answers is trusted either: no redirects, little patience, and the answer is hardly read.
"""

import time
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

import pycurl
from py_vapid import Vapid02
from pywebpush import WebPusher

from webapp.notifications.channels.push_fan_out import FanOut, PushPolicy, PushRequest, PushResult, Service

SIGNATURE_LASTS = 12 * 3600  # seconds; a push service refuses more than 24 hours
LONGEST_ANSWER = 64 * 1024  # bytes of an answer that are taken in before the line is cut
LONGEST_PATIENCE = 24 * 3600  # seconds: what a service asks beyond that is a mistake
ADDED_AT_ONCE = 8  # messages encrypted between two looks at the network
GROUP, GROUP_WAITS = 200, 0.25  # results given together; seconds


class PushSender:
    """Sends messages; kept for as long as the process lives, so that connections and signatures are used again."""

    def __init__(self, key_file: Path, policy: PushPolicy):
        self.vapid = Vapid02.from_file(str(key_file))
        self.policy = policy
        self.signatures: dict[str, tuple[str, float]] = {}
        self.idle: list[pycurl.Curl] = []
        self.busy: set[pycurl.Curl] = set()
        self.multi = pycurl.CurlMulti()
        self.multi.setopt(pycurl.M_PIPELINING, pycurl.PIPE_MULTIPLEX)
        self.multi.setopt(pycurl.M_MAX_HOST_CONNECTIONS, policy.in_flight)
        self.multi.setopt(pycurl.M_MAX_CONCURRENT_STREAMS, policy.in_flight)

    def send(self, requests: Iterable[PushRequest]) -> Iterator[PushResult]:
        """Send them all, as many at a time as each service may have; each result as it comes, in no order."""
        for results in self.exchange(FanOut(requests, self.policy)):
            yield from results

    def send_in_groups(self, requests: Iterable[PushRequest]) -> Iterator[list[PushResult]]:
        """The same, with the results in groups: full ones, or what there is when the first of it is a moment old."""
        group: list[PushResult] = []
        began = 0.0
        for results in self.exchange(FanOut(requests, self.policy)):
            if results and not group:
                began = time.monotonic()
            group += results
            if group and (len(group) >= GROUP or time.monotonic() - began > GROUP_WAITS):
                yield group
                group = []
        if group:
            yield group

    def close(self) -> None:
        """Hang up every connection."""
        self.let_go()
        for curl in self.idle:
            curl.close()
        self.multi.close()

    def let_go(self) -> None:
        """Stop whatever is under way."""
        for curl in self.busy:
            self.multi.remove_handle(curl)
            curl.close()
        self.busy.clear()

    def exchange(self, fan_out: FanOut) -> Iterator[list[PushResult]]:
        """Turn after turn: begin some messages, look at the network, and give the results of this turn, if any."""
        try:
            while True:
                added, results = self.begin_some(fan_out)
                if not added and not fan_out.under_way:
                    return
                self.multi.perform()
                results += self.finished(fan_out)
                yield results
                if not added:
                    self.multi.select(0.05)
        finally:  # also when whoever asked for the results stumbled over one
            self.let_go()

    def begin_some(self, fan_out: FanOut) -> tuple[int, list[PushResult]]:
        """How many were looked at, and the results of those that are not sent at all."""
        results: list[PushResult] = []
        for added in range(ADDED_AT_ONCE):
            if (found := fan_out.next()) is None:
                return added, results
            request, service = found
            if problem := service.problem or self.begin(request, service):
                results.append(PushResult(request.id, None, problem=problem))
            else:
                service.under_way += 1
                fan_out.under_way += 1
        return ADDED_AT_ONCE, results

    def begin(self, request: PushRequest, service: Service) -> str:
        """Encrypt a message and hand it to the network; why not, when its keys or its address cannot be used."""
        try:
            keys = {"p256dh": request.p256dh, "auth": request.auth}
            body = WebPusher({"endpoint": request.endpoint, "keys": keys}).encode(request.payload)["body"]
        except Exception as error:  # whatever somebody sent as keys: the device cannot be reached
            return f"bad keys: {type(error).__name__}"
        curl = self.idle.pop() if self.idle else self.new_handle()
        headers: dict[str, str] = {}
        curl.push = (request.id, service, headers, [0])
        curl.setopt(pycurl.URL, request.endpoint)
        curl.setopt(pycurl.RESOLVE, [service.resolve])
        curl.setopt(pycurl.POSTFIELDS, body)
        curl.setopt(pycurl.HTTPHEADER, self.headers(request, service.origin))
        self.multi.add_handle(curl)
        self.busy.add(curl)
        return ""

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

    def finished(self, fan_out: FanOut) -> list[PushResult]:
        """The messages of which the answer is there, or never will be."""
        results = []
        while True:
            more, done, failed = self.multi.info_read()
            for curl in done:
                id, _service, headers, _read = curl.push
                status = curl.getinfo(pycurl.RESPONSE_CODE)
                results.append(
                    self.ended(fan_out, curl, PushResult(id, status, seconds_of(headers.get("retry-after", ""))))
                )
            for curl, number, _text in failed:
                results.append(self.ended(fan_out, curl, PushResult(curl.push[0], None, problem=problem_of(number))))
            if not more:
                return results

    def ended(self, fan_out: FanOut, curl: pycurl.Curl, result: PushResult) -> PushResult:
        curl.push[1].note(result)
        fan_out.under_way -= 1
        self.multi.remove_handle(curl)
        self.busy.remove(curl)
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
