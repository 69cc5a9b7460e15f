"""Sending to many devices: what travels, what each answer becomes, and where nothing is ever sent."""

import time
from collections.abc import Iterator
from email.utils import formatdate

import pytest

from tests.core.mail_server import certificate, server_tls
from tests.push_service import PushService, Subscriber, push_service
from webapp.core.credentials import kept_vapid_key
from webapp.notifications.channels import push_services, web_push
from webapp.notifications.channels.push_fan_out import SILENT_AT_MOST, PushPolicy, PushRequest, PushResult
from webapp.notifications.channels.push_services import pinned_address
from webapp.notifications.channels.web_push import PushSender, seconds_of


@pytest.fixture(scope="module")
def tls():
    return server_tls()


@pytest.fixture
def service(tls) -> Iterator[PushService]:
    with push_service(tls) as running:
        yield running


@pytest.fixture
def sender(service, tmp_path) -> Iterator[PushSender]:
    authority = tmp_path / "authority.pem"
    authority.write_bytes(certificate()[0])
    policy = PushPolicy(
        hosts=(f"127.0.0.1:{service.port}",), contact="mailto:ict@school.nl", ca_file=str(authority), timeout=5
    )
    sender = PushSender(kept_vapid_key(tmp_path / "vapid.pem"), policy)
    yield sender
    sender.close()


def message_to(subscriber: Subscriber, number: int = 1, payload: bytes = b"{}", **changes) -> PushRequest:
    values = {"endpoint": subscriber.endpoint, "p256dh": subscriber.p256dh, "auth": subscriber.auth}
    return PushRequest(
        id=number, payload=payload, **values | {"ttl": 60, "urgency": "high", "topic": "urgent-7"} | changes
    )


def test_device_gets_what_was_sent_with_its_headers(service, sender):
    noors_phone = service.subscribe()

    results = list(sender.send([message_to(noors_phone, payload=b"Groep 3 is gesloten")]))

    assert results == [PushResult(1, 201)]
    ((headers, clear),) = noors_phone.messages
    assert clear.decode() == "Groep 3 is gesloten"
    assert {name: headers[name] for name in ("ttl", "urgency", "topic", "content-encoding")} == {
        "ttl": "60",
        "urgency": "high",
        "topic": "urgent-7",
        "content-encoding": "aes128gcm",
    }


def test_longest_payload_arrives_whole(service, sender):
    phone, text = service.subscribe(), b"x" * 3_000

    assert list(sender.send([message_to(phone, payload=text)])) == [PushResult(1, 201)]
    assert phone.messages[0][1] == text


def test_one_signature_serves_a_whole_batch_and_the_next(service, sender, monkeypatch):
    phones, signed = [service.subscribe() for _ in range(200)], []
    sign = sender.vapid.sign
    monkeypatch.setattr(sender.vapid, "sign", lambda claims: signed.append(claims) or sign(claims))

    for _ in range(2):
        results = list(sender.send(message_to(phone, number) for number, phone in enumerate(phones)))
        assert sorted(result.id for result in results) == list(range(200))

    assert (len(signed), len(service.tokens), service.refused) == (1, 1, [])
    assert [len(phone.messages) for phone in phones] == [2] * 200


def test_signature_is_made_anew_before_it_is_old(service, sender, monkeypatch):
    phone, now = service.subscribe(), time.time()
    list(sender.send([message_to(phone)]))

    monkeypatch.setattr(web_push.time, "time", lambda: now + 7 * 3600)
    list(sender.send([message_to(phone)]))

    assert len(service.tokens) == 2


def test_each_message_is_encrypted_with_a_key_of_its_own(service, sender):
    phone = service.subscribe()
    bodies = []
    seen = service.answer

    async def answer(path, headers, body, writer):
        bodies.append(body[21:86])  # the sender's public key (RFC 8188, RFC 8291)
        await seen(path, headers, body, writer)

    service.answer = answer
    list(sender.send([message_to(phone, number) for number in range(3)]))

    assert len(set(bodies)) == 3


@pytest.mark.parametrize(
    ("answer", "headers", "result"),
    [
        ("200 OK", {}, PushResult(1, 200)),
        ("202 Accepted", {}, PushResult(1, 202)),
        ("404 Not Found", {}, PushResult(1, 404)),
        ("410 Gone", {}, PushResult(1, 410)),
        ("413 Payload Too Large", {}, PushResult(1, 413)),
        ("403 Forbidden", {}, PushResult(1, 403)),
        ("429 Too Many Requests", {"Retry_After": "120"}, PushResult(1, 429, 120)),
        ("429 Too Many Requests", {"Retry_After": "soon"}, PushResult(1, 429)),
        ("500 Internal Server Error", {}, PushResult(1, 500)),
        ("503 Service Unavailable", {"Retry_After": "5"}, PushResult(1, 503, 5)),
        ("307 Temporary Redirect", {"Location": "https://127.0.0.1:1/stolen"}, PushResult(1, 307)),
    ],
)
def test_answer_is_told_and_a_redirect_is_never_followed(service, sender, answer, headers, result):
    phone = service.subscribe(answer=answer, **headers)

    assert list(sender.send([message_to(phone)])) == [result]


def test_retry_after_may_be_a_date(service, sender):
    phone = service.subscribe(answer="503 Service Unavailable", Retry_After=formatdate(time.time() + 90, usegmt=True))

    (result,) = sender.send([message_to(phone)])

    assert 80 <= (result.retry_after or 0) <= 90


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("60", 60),
        ("9" * 40, 86_400),
        ("²", None),
        ("-5", None),
        ("soon", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
    ],
)
def test_retry_after_is_never_longer_than_a_day_and_nonsense_is_none(said, seconds):
    assert seconds_of(said) == seconds


def test_hanging_device_does_not_hold_up_the_others(service, sender):
    hanging, others = service.subscribe(answer="hang"), [service.subscribe() for _ in range(20)]

    results = list(sender.send([message_to(hanging, 0), *(message_to(one, n) for n, one in enumerate(others, 1))]))

    assert results[-1] == PushResult(0, None, problem="timed out")
    assert [result.status for result in results[:-1]] == [201] * 20


def test_many_messages_share_few_connections(service, sender):
    phones = [service.subscribe() for _ in range(300)]

    list(sender.send(message_to(phone, number) for number, phone in enumerate(phones)))
    list(sender.send(message_to(phone, number) for number, phone in enumerate(phones)))

    assert service.connections <= 64


def test_certificate_that_nobody_vouches_for_is_refused(service, sender, tmp_path):
    strict = PushPolicy(hosts=sender.policy.hosts, contact=sender.policy.contact)
    phone = service.subscribe()

    (result,) = PushSender(tmp_path / "vapid.pem", strict).send([message_to(phone)])

    assert (result.status, result.problem, phone.messages) == (None, "wrong certificate", [])


@pytest.mark.parametrize("keys", [{"p256dh": "AAAA"}, {"p256dh": "?"}, {"auth": ""}])
def test_keys_that_are_none_spoil_only_their_own_message(service, sender, keys):
    phone = service.subscribe()

    results = list(sender.send([message_to(phone, 1, **keys), message_to(phone, 2)]))

    assert {result.id: (result.status, result.problem[:8]) for result in results} == {
        1: (None, "bad keys"),
        2: (201, ""),
    }


@pytest.mark.parametrize(
    ("endpoint", "problem"),
    [
        ("http://fcm.googleapis.com/x", "not https"),
        ("https://evil.example/x", "host not allowed"),
        ("https://fcm.googleapis.com.evil.example/x", "host not allowed"),
        ("https://evilpush.apple.com/x", "host not allowed"),
        ("https://fcm.googleapis.com:8443/x", "host not allowed"),
        ("https://fcm.googleapis.com@evil.example/x", "not https"),
        ("https://naam:geheim@fcm.googleapis.com/x", "not https"),
        ("https://evil.example\\@fcm.googleapis.com/x", "not https"),
        ("https://fcm.googleapis.com/é", "not https"),
        ("https://fcm.googleapis.com:99999/x", "not https"),
        ("https://fcm.googleapis.com/x\0", "not https"),
        ("https://fcm.googleapis.com/x\r\nX: y", "not https"),
        ("https://127.0.0.1/x", "host not allowed"),
        ("https://[::1]/x", "not https"),
        ("file:///etc/passwd", "not https"),
        ("https://[broken/x", "not https"),
        ("", "not https"),
    ],
)
def test_nothing_is_sent_to_an_address_that_is_not_on_the_list(service, tmp_path, endpoint, problem):
    policy = PushPolicy(hosts=("fcm.googleapis.com", "*.push.apple.com"), contact="mailto:ict@school.nl")
    sender = PushSender(kept_vapid_key(tmp_path / "vapid.pem"), policy)

    assert list(sender.send([message_to(service.subscribe(), endpoint=endpoint)])) == [
        PushResult(1, None, problem=problem)
    ]


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.7", "192.168.1.1", "169.254.169.254", "::1", "fd00::1", "0.0.0.0"]
)
def test_name_on_the_list_that_leads_to_a_private_address_is_refused(monkeypatch, address):
    monkeypatch.setattr(push_services.socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (address, 443))])

    with pytest.raises(push_services.NotAllowed, match="private address"):
        pinned_address("https://web.push.apple.com", ("*.push.apple.com",))


def test_address_is_looked_up_once_and_pinned(monkeypatch):
    monkeypatch.setattr(push_services.socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("17.188.1.1", 443))])

    assert pinned_address("https://web.push.apple.com", ("*.push.apple.com",)) == "web.push.apple.com:443:17.188.1.1"


def test_nothing_is_left_over_when_the_first_answers_come_all_at_once(service, sender):
    service.latency = 0.05
    phones = [service.subscribe() for _ in range(20)]

    results = list(sender.send(message_to(phone, number) for number, phone in enumerate(phones)))

    assert sorted((result.id, result.status) for result in results) == [(number, 201) for number in range(20)]


def test_a_service_that_stays_silent_is_given_up_and_holds_up_nobody(service, tls, tmp_path):
    authority = tmp_path / "authority.pem"
    authority.write_bytes(certificate()[0])
    with push_service(tls) as silent:
        policy = PushPolicy(
            hosts=(f"127.0.0.1:{service.port}", f"127.0.0.1:{silent.port}"),
            contact="mailto:ict@school.nl",
            ca_file=str(authority),
            timeout=0.4,
            in_flight=SILENT_AT_MOST,
        )
        sender = PushSender(kept_vapid_key(tmp_path / "vapid.pem"), policy)
        list(sender.send([message_to(service.subscribe())]))  # so that nobody waits to be met
        hanging = [message_to(silent.subscribe(answer="hang"), number) for number in range(100)]
        answering = [message_to(service.subscribe(), number) for number in range(100, 120)]

        results = list(sender.send([*hanging, *answering]))

        sender.close()

    assert sorted(result.id for result in results[:20]) == list(range(100, 120))
    assert {result.problem for result in results[20:]} == {"timed out"}
    assert len(results) == 120


def test_results_that_somebody_stumbles_over_spoil_nothing_of_the_next(service, sender):
    service.latency = 0.05
    phones = [service.subscribe() for _ in range(6)]
    broken_off = sender.send(message_to(phone, number) for number, phone in enumerate(phones))
    next(broken_off)
    broken_off.close()

    results = list(sender.send([message_to(phones[0], 100)]))

    assert results == [PushResult(100, 201)]
