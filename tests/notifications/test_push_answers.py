"""The whole way of a push, over a real push service: what its answers make of the delivery and of the device."""

import json
import socket
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from playhouse.test_utils import count_queries

from webapp.core import clock
from webapp.core.mail import OutgoingMail, deliver_due_mail
from webapp.notifications.actions.delivering import deliver_due_pushes
from webapp.notifications.actions.devices import save_device
from webapp.notifications.actions.mailing import follow_mails
from webapp.notifications.actions.preferences import choose_ways
from webapp.notifications.actions.telling import notify
from webapp.notifications.models import Delivery, Device
from webapp.notifications.queries.preferences import Ways
from webapp.notifications.rules import KINDS

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
FIRST_PAUSE = (timedelta(seconds=15), timedelta(seconds=45))  # 30 s, give or take a half
ASKED_PAUSE = (timedelta(minutes=2), timedelta(minutes=2))


@pytest.fixture
def noon():
    with clock.frozen_at(NOON):
        yield


def tell(*people, kind="urgent", key="event-1"):
    return notify(kind, people, "De Notenboom", "De school is dicht", "/urgent/1", key=key)


def push_of(device):
    return Delivery.get(Delivery.device == device)


def stored(device):
    """Of a delivery: its state, why, and whether it has arrived; of its device: whether it lives, and else why not."""
    push, after = push_of(device), Device.get_by_id(device.id)
    return push.state, push.why, push.accepted_at is not None, after.ended_at is None, after.why_ended


@pytest.mark.parametrize(
    ("answer", "headers", "kept", "pause", "mails"),
    [
        ("201 Created", {}, ("accepted", "", True, True, ""), None, 0),
        ("404 Not Found", {}, ("failed", "gone", False, False, "gone"), None, 1),
        ("410 Gone", {}, ("failed", "gone", False, False, "gone"), None, 1),
        ("413 Content Too Large", {}, ("failed", "too_long", False, True, ""), None, 1),
        ("400 Bad Request", {}, ("failed", "refused 400", False, True, ""), None, 1),
        ("403 Forbidden", {}, ("failed", "refused 403", False, True, ""), None, 1),
        ("429 Too Many Requests", {"Retry_After": "120"}, ("pending", "429", False, True, ""), ASKED_PAUSE, 0),
        ("500 Internal Server Error", {}, ("pending", "500", False, True, ""), FIRST_PAUSE, 0),
        ("503 Service Unavailable", {"Retry_After": "120"}, ("pending", "503", False, True, ""), ASKED_PAUSE, 0),
        ("hang", {}, ("pending", "timed out", False, True, ""), FIRST_PAUSE, 0),
        ("302 Found", {"Location": "https://127.0.0.1/"}, ("pending", "302", False, True, ""), FIRST_PAUSE, 0),
    ],
)
def test_what_an_answer_leaves_behind(cast, noon, subscribed, answer, headers, kept, pause, mails):
    device, phone = subscribed(cast.marieke, answer, **headers)
    tell(cast.marieke)

    deliver_due_pushes()

    waits = push_of(device).try_at - NOON
    assert stored(device) == kept
    assert (pause is None or pause[0] <= waits <= pause[1], OutgoingMail.select().count()) == (True, mails)
    assert len(phone.messages) == (answer == "201 Created")


def test_what_was_put_off_arrives_later_and_only_once(cast, noon, subscribed):
    device, phone = subscribed(cast.marieke, "503 Service Unavailable", Retry_After="120")
    tell(cast.marieke)
    deliver_due_pushes()
    phone.answer = "201 Created"

    counts = []
    for seconds in (119, 120, 3600):
        with clock.frozen_at(NOON + timedelta(seconds=seconds)):
            counts.append(deliver_due_pushes())

    assert (counts, len(phone.messages), push_of(device).attempts) == ([0, 1, 0], 1, 2)


def test_who_redirects_to_this_machine_is_not_followed(cast, noon, phones, subscribed):
    elsewhere = phones.subscribe()
    subscribed(cast.marieke, "307 Temporary Redirect", Location=elsewhere.endpoint)
    tell(cast.marieke)

    deliver_due_pushes()

    assert elsewhere.messages == []


def test_a_name_that_leads_into_this_network_gets_nothing(cast, noon, phones, monkeypatch):
    phone = phones.subscribe()
    real = socket.getaddrinfo
    there = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", phones.port))
    names = {"fcm.googleapis.com": [there]}
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *more, **named: names.get(host) or real(host, *more, **named)
    )
    device = save_device(cast.marieke, None, "https://fcm.googleapis.com/push/0", phone.p256dh, phone.auth, "Telefoon")
    tell(cast.marieke)

    deliver_due_pushes()

    assert stored(device) == ("failed", "private address", False, True, "")
    assert (phone.messages, phones.connections) == ([], 0)


@pytest.mark.parametrize(
    ("kind", "urgency", "ttl"),
    [
        ("urgent", "high", 6 * 3600),
        ("school_news", "normal", 24 * 3600),
        ("welcome", "normal", 600),
        ("test", "high", 60),
    ],
)
def test_what_a_device_reads_after_decrypting_and_how_it_travelled(cast, noon, app, subscribed, kind, urgency, ttl):
    cast.marieke.language = "en"
    cast.marieke.save()
    _device, phone = subscribed(cast.marieke)
    told = tell(cast.marieke, kind=kind)

    deliver_due_pushes()

    ((headers, clear),) = phone.messages
    message, delivery = json.loads(clear), Delivery.get(Delivery.channel == "push")
    site = app.config["SETTINGS"].SITE_ADDRESS
    assert message["notification"] == {
        "title": "De Notenboom",
        "body": "De school is dicht",
        "navigate": f"{site}/urgent/1?n={told.id}",
        "tag": told.tag,
        "lang": "en",
        "dir": "auto",
        "silent": False,
    }
    assert message["schoolplein"]["shown"].startswith(f"{site}/notifications/shown/{delivery.id}-")
    assert (message["web_push"], message["mutable"]) == (8030, True)
    assert {name: headers[name] for name in ("ttl", "urgency", "topic", "content-encoding")} == {
        "ttl": str(ttl),
        "urgency": urgency,
        "topic": told.tag,
        "content-encoding": "aes128gcm",
    }


def test_a_retry_lives_no_longer_than_the_message_makes_sense(cast, noon, subscribed):
    _device, phone = subscribed(cast.marieke)
    notify(
        "urgent", [cast.marieke], "Titel", "Tekst", "/urgent/1", key="event-1", expires_at=NOON + timedelta(minutes=10)
    )
    with clock.frozen_at(NOON + timedelta(minutes=7)):
        deliver_due_pushes()

    assert [headers["ttl"] for headers, _ in phone.messages] == ["180"]


@pytest.mark.parametrize(("kind", "push", "mail"), list(product(KINDS, (True, False), (True, False))))
def test_each_kind_arrives_by_exactly_the_ways_that_were_chosen(cast, noon, subscribed, office, kind, push, mail):
    _device, phone = subscribed(cast.marieke)
    choose_ways(cast.marieke, {kind: Ways(push, mail)})
    told = tell(cast.marieke, kind=kind)

    deliver_due_pushes()
    deliver_due_mail()
    follow_mails()

    assert [headers["topic"] for headers, _ in phone.messages] == [told.tag] * push
    assert [(sent["To"], sent["Subject"]) for sent in office.mails] == [(cast.marieke.email, "De Notenboom")] * mail
    assert {(row.channel, row.state, row.why) for row in Delivery.select()} == {
        ("push", "accepted", "") if push else ("push", "skipped", "preference"),
        ("mail", "accepted", "") if mail else ("mail", "skipped", "preference"),
    }


def test_urgent_arrives_whatever_was_chosen_and_by_mail_where_there_is_no_device(cast, noon, subscribed, office):
    _device, phone = subscribed(cast.marieke)
    for person in (cast.marieke, cast.tom):
        choose_ways(person, dict.fromkeys(KINDS, Ways(push=False, mail=False)))
    tell(cast.marieke, cast.tom)

    deliver_due_pushes()
    deliver_due_mail()

    assert (len(phone.messages), [mail["To"] for mail in office.mails]) == (1, [cast.tom.email])


@pytest.mark.parametrize("kind", ["urgent", "school_news"])
def test_a_batch_takes_as_many_queries_for_250_devices_as_for_one(cast, noon, phones, subscribed, kind):
    def queries_for(count):
        for number in range(count):
            phone = phones.subscribe()
            Device.create(
                person=cast.marieke,
                endpoint=phone.endpoint,
                endpoint_hash=f"{count}-{number}",
                p256dh=phone.p256dh,
                auth=phone.auth,
                name="Telefoon",
                created_at=NOON,
                confirmed_at=NOON,
            )
        tell(cast.marieke, kind=kind, key=f"event-{count}")
        with count_queries() as counter:
            deliver_due_pushes()
        statements = [query.msg[0] for query in counter.get_queries()]
        return len([sql for sql in statements if sql.startswith(("SELECT", "UPDATE", "INSERT", "DELETE"))])

    one, many = queries_for(1), queries_for(249)

    # Results are marked in groups, or what there is after a moment: a few statements more.
    assert (one, many - one <= 5) == ({"urgent": 6, "school_news": 7}[kind], True)
    assert {row.state for row in Delivery.select().where(Delivery.channel == "push")} == {"accepted"}
