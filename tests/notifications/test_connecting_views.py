"""What a browser tells of its subscription by itself: whose device it becomes, and what is refused."""

from base64 import urlsafe_b64decode

import pytest

from tests.notifications.devices import ENDPOINT, KEYS, connect, make_device, subscription
from webapp.accounts.models import Session
from webapp.core import clock
from webapp.notifications.models import Delivery, Device, Notification

PAGE, DEVICES = "/account/notifications/device", "/account/notifications/devices"
CHOSEN = {"name": "Telefoon van Marieke", "quiet_from": "22:00", "quiet_until": "7:00", "quiet_days": ["6", "7"]}


def welcomed():
    return [told.kind for told in Notification.select().order_by(Notification.id)]


def test_new_device_is_known_by_its_session_and_welcomed_once(cast, browser_of):
    browser = browser_of(cast.marieke)

    answers = [connect(browser, asked=True), connect(browser), connect(browser)]

    device = Device.get()
    session = Session.select().where(Session.person == cast.marieke).order_by(Session.id.desc()).get()
    assert [(answer.status_code, answer.json) for answer in answers] == [(200, {"id": device.id})] * 3
    assert (device.person_id, device.session_id, welcomed()) == (cast.marieke.id, session.id, ["welcome"])
    assert Delivery.get().device_id == device.id


def test_who_signed_out_on_a_device_has_none_and_it_lives_again_after_signing_in(cast, browser_of):
    browser = browser_of(cast.marieke)
    connect(browser)
    Session.update(ended_at=clock.now()).execute()
    again = browser_of(cast.marieke)

    before = again.get(PAGE).text
    connect(again)
    after = again.get(PAGE).text

    assert (before.count("data-device="), after.count("data-device="), Device.select().count()) == (0, 1, 1)


@pytest.mark.parametrize("known_by", ["session", "old endpoint"])
def test_subscription_that_changed_keeps_what_was_set(cast, browser_of, known_by):
    browser = browser_of(cast.marieke)
    id = connect(browser).json["id"]
    browser.post(f"{DEVICES}/{id}", data=CHOSEN)
    again = browser if known_by == "session" else browser_of(cast.marieke)
    more = {} if known_by == "session" else {"old_endpoint": ENDPOINT}

    answer = connect(again, f"{ENDPOINT}-2", **more)

    device = Device.get()
    assert (answer.json["id"], device.endpoint, device.quiet_until, welcomed()) == (
        id, f"{ENDPOINT}-2", "07:00", ["welcome"],
    )  # fmt: skip


def test_old_endpoint_of_somebody_else_gives_nothing_of_theirs(cast, browser_of):
    theirs = make_device(cast.tom)

    connect(browser_of(cast.marieke), f"{ENDPOINT}-2", old_endpoint=theirs.endpoint)

    assert (Device.get_by_id(theirs.id).endpoint, Device.select().count()) == (theirs.endpoint, 2)


def test_what_was_turned_off_stays_off_until_somebody_asks(cast, browser_of):
    browser = browser_of(cast.marieke)
    id = connect(browser).json["id"]
    browser.post(f"{DEVICES}/{id}/removal")

    refused = connect(browser)
    state = Device.get().why_ended
    asked = connect(browser, asked=True)

    assert (refused.status_code, list(refused.json), state) == (410, ["error"], "removed")
    assert (asked.status_code, asked.json["id"], welcomed()) == (200, id, ["welcome", "welcome"])


def test_device_of_another_is_taken_over_only_by_who_asks(cast, browser_of):
    theirs = connect(browser_of(cast.tom)).json["id"]
    browser = browser_of(cast.marieke)

    refused = connect(browser)
    before = Device.get_by_id(theirs).ended_at
    asked = connect(browser, asked=True)

    assert (refused.status_code, before, asked.status_code) == (410, None, 200)
    assert Device.get_by_id(theirs).why_ended == "replaced"


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/een",
        "https://example.org/push",
        "https://fcm.googleapis.com.example.org/een",
        "https://fcm.googleapis.com:8443/een",
        "https://fcm.googleapis.com@127.0.0.1/een",
        "https://127.0.0.1/een",
        "https://[::1]/een",
        "fcm.googleapis.com",
        "https://",
    ],
)
def test_address_of_no_push_service_is_refused_with_a_sentence(cast, browser_of, endpoint):
    answer = connect(browser_of(cast.marieke), endpoint, asked=True)

    assert (answer.status_code, list(answer.json), Device.select().count()) == (400, ["error"], 0)
    assert Delivery.select().count() == 0


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        "text",
        {},
        {"endpoint": ENDPOINT},
        {"endpoint": ENDPOINT, "keys": []},
        {"endpoint": ENDPOINT, "keys": {"p256dh": "x", "auth": "y"}},
        {"endpoint": ENDPOINT, "keys": KEYS | {"p256dh": "=" * 87}},
        {"endpoint": 7, "keys": KEYS},
        {"endpoint": ENDPOINT, "keys": {"p256dh": [KEYS["p256dh"]], "auth": KEYS["auth"]}},
        {"endpoint": f"https://fcm.googleapis.com/{'x' * 2000}", "keys": KEYS},
        {"endpoint": ENDPOINT, "keys": KEYS, "old_endpoint": "x" * 2001},
    ],
)
def test_malformed_subscription_is_refused(cast, browser_of, sent):
    answer = browser_of(cast.marieke).post(DEVICES, json=sent)

    assert (answer.status_code, list(answer.json), Device.select().count()) == (400, ["error"], 0)


def test_what_is_no_json_or_too_much_of_it_is_refused(cast, browser_of):
    browser = browser_of(cast.marieke)

    form = browser.post(DEVICES, data=subscription())
    broken = browser.post(DEVICES, data="{", content_type="application/json")
    long = browser.post(DEVICES, json=subscription(more="x" * 20_000))

    assert [answer.status_code for answer in (form, broken, long)] == [400, 400, 413]


def test_another_site_cannot_connect_a_device(cast, browser_of):
    answer = browser_of(cast.marieke).post(DEVICES, json=subscription(), headers={"Sec-Fetch-Site": "cross-site"})

    assert (answer.status_code, Device.select().count()) == (403, 0)


def test_worker_needs_no_form_token_but_a_session(cast, app, browser_of, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    browser, stranger = browser_of(cast.marieke), app.test_client()

    answers = [browser.post(DEVICES, json=subscription()), stranger.post(DEVICES, json=subscription())]

    assert [answer.status_code for answer in answers] == [200, 303]
    assert browser.post(f"{DEVICES}/{Device.get().id}/removal").status_code == 400


def test_key_is_a_point_of_the_curve_that_the_server_signs_with(cast, browser_of, client):
    key = browser_of(cast.marieke).get(f"{DEVICES}/key").json["key"]

    assert (len(urlsafe_b64decode(key + "=")), urlsafe_b64decode(key + "=")[0]) == (65, 4)
    assert client.get(f"{DEVICES}/key").status_code == 303
