"""The page «Meldingen op dit apparaat» over HTTP, what a browser tells by itself, and what a device reports."""

from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest

from tests.browsers import HTMX
from tests.notifications.devices import make_device
from webapp.accounts.models import Session
from webapp.core import clock
from webapp.core.portal import settings
from webapp.notifications.actions.devices import end_device, try_device
from webapp.notifications.actions.telling import notify
from webapp.notifications.models import AddressTrouble, Delivery, Device, Notification, Opening
from webapp.notifications.rules import delivery_token

PAGE, DEVICES = "/account/notifications/device", "/account/notifications/devices"
ENDPOINT = "https://fcm.googleapis.com/fcm/send/een"
KEYS = {"p256dh": "B" * 87, "auth": "a" * 22}
CHOSEN = {"name": "Telefoon van Marieke", "quiet_from": "22:00", "quiet_until": "7:00", "quiet_days": ["6", "7"]}


def subscription(endpoint=ENDPOINT, **more):
    return {"endpoint": endpoint, "expirationTime": None, "keys": KEYS} | more


def connect(browser, endpoint=ENDPOINT, **more):
    return browser.post(DEVICES, json=subscription(endpoint, **more))


def welcomed():
    return [told.kind for told in Notification.select().order_by(Notification.id)]


def quiet_of(device):
    found = Device.get_by_id(device.id)
    return found.name, found.quiet_from, found.quiet_until, found.quiet_days, found.only_urgent


# --- a browser that tells of its subscription


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


# --- the page


def test_page_of_an_unknown_device_offers_to_turn_on_and_lists_the_others(cast, browser_of):
    make_device(cast.marieke)

    page = browser_of(cast.marieke).get(PAGE).text

    assert [page.count(part) for part in ("Meldingen aanzetten", "Uw andere apparaten", "data-device=")] == [1, 1, 0]


def test_stranger_is_sent_to_sign_in(client):
    assert client.get(PAGE).location == f"/sign-in?next={PAGE}"


def test_owner_sets_a_device_in_a_plain_browser(cast, browser_of):
    device = make_device(cast.marieke)

    answer = browser_of(cast.marieke).post(f"{DEVICES}/{device.id}", data=CHOSEN | {"only_urgent": "y"})

    assert (answer.status_code, answer.location) == (303, PAGE)
    assert quiet_of(device) == ("Telefoon van Marieke", "22:00", "07:00", "67", True)


def test_htmx_gets_only_the_form_back(cast, browser_of):
    device = make_device(cast.marieke)

    answer = browser_of(cast.marieke).post(f"{DEVICES}/{device.id}", data=CHOSEN, headers=HTMX)

    assert (answer.status_code, answer.text.count("Uw keuze is opgeslagen."), "<html" in answer.text) == (200, 1, False)


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"quiet_until": ""}, "Vul beide tijden in, of maak beide leeg."),
        ({"quiet_from": ""}, "Vul beide tijden in, of maak beide leeg."),
        ({"quiet_until": "22:00"}, "Kies twee verschillende tijden, of maak beide leeg."),
        ({"quiet_from": "25:00"}, "Schrijf een tijd zoals 22:00."),
        ({"quiet_from": "<b>"}, "Schrijf een tijd zoals 22:00."),
        ({"quiet_days": list("1234567")}, "Alle dagen stil kan niet."),
        ({"name": "  "}, "Vul dit in."),
        ({"name": "x" * 81}, "Dit is te lang: hoogstens 80 tekens."),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_is_kept(cast, browser_of, headers, wrong, sentence):
    device = make_device(cast.marieke)
    typed = CHOSEN | wrong

    answer = browser_of(cast.marieke).post(f"{DEVICES}/{device.id}", data=typed, headers=headers)

    kept = ('value="7:00"' in answer.text or 'value="07:00"' in answer.text) or "quiet_until" in wrong
    assert (answer.status_code, answer.text.count(sentence), kept) == (422, 1, True)
    assert ("<html" in answer.text, quiet_of(device)) == (not headers, ("Telefoon", "", "", "", False))


@pytest.mark.parametrize("path", ["", "/removal", "/test"])
@pytest.mark.parametrize("who", ["tom", "wouter", "ingrid"])
def test_device_of_another_is_not_there(cast, browser_of, path, who):
    device = make_device(cast.marieke)

    answer = browser_of(getattr(cast, who)).post(f"{DEVICES}/{device.id}{path}", data=CHOSEN)

    assert (answer.status_code, quiet_of(device)[1], Delivery.select().count()) == (404, "", 0)
    assert Device.get_by_id(device.id).ended_at is None


def test_owner_takes_another_device_off(cast, browser_of):
    device = make_device(cast.marieke)
    browser = browser_of(cast.marieke)

    answer = browser.post(f"{DEVICES}/{device.id}/removal")

    assert (answer.location, Device.get().why_ended, "Uw andere apparaten" in browser.get(PAGE).text) == (
        PAGE, "removed", False,
    )  # fmt: skip
    assert browser.post(f"{DEVICES}/{device.id}/removal").status_code == 404


# --- a test


def test_a_test_goes_to_this_device_only_past_its_quiet_hours(cast, browser_of):
    make_device(cast.marieke, 1)
    device = make_device(cast.marieke, 2)
    Device.update(only_urgent=True, quiet_days="1234567").execute()

    plain = browser_of(cast.marieke).post(f"{DEVICES}/{device.id}/test")

    told = [(delivery.device_id, delivery.notification.kind, delivery.state) for delivery in Delivery.select()]
    assert (plain.status_code, told) == (303, [(device.id, "test", "pending")])


@pytest.mark.parametrize(
    ("state", "sentence", "asks_again"),
    [
        ("pending", "Onderweg…", True),
        ("claimed", "Onderweg…", True),
        ("accepted", "Wachten tot dit apparaat de melding toont", True),
        ("shown", "Getoond op dit apparaat. Alles werkt.", False),
        ("failed", "De testmelding is niet getoond.", False),
        ("skipped", "De testmelding is niet getoond.", False),
    ],
)
def test_page_tells_how_far_a_test_is(cast, browser_of, state, sentence, asks_again):
    device = make_device(cast.marieke)
    try_device(device)
    Delivery.update(state=state).execute()

    answer = browser_of(cast.marieke).get(f"{DEVICES}/{device.id}/test", headers=HTMX)

    assert (answer.text.count(sentence), "hx-trigger" in answer.text) == (1, asks_again)


def test_after_a_minute_the_page_tells_what_to_check(cast, browser_of):
    device = make_device(cast.marieke)
    with clock.frozen_at(clock.now() - timedelta(seconds=61)):
        try_device(device)

    answer = browser_of(cast.marieke).get(f"{DEVICES}/{device.id}/test", headers=HTMX)

    assert ("Kijk dit na" in answer.text, "hx-trigger" in answer.text) == (True, False)


def test_tests_have_their_measure(cast, browser_of):
    device = make_device(cast.marieke)
    browser = browser_of(cast.marieke)

    answers = [browser.post(f"{DEVICES}/{device.id}/test").status_code for _ in range(21)]

    assert (answers[:20], answers[20], Delivery.select().count()) == ([303] * 20, 429, 20)


# --- what devices and pages report


def test_device_says_without_signing_in_that_it_showed_something(cast, app, client, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    device = make_device(cast.marieke)
    try_device(device)
    delivery = Delivery.get()
    token = delivery_token(settings().SECRET_KEY, delivery.id)

    told = (token, token, token[:-1], "7-x", "é", "²-x")
    answers = [client.post(f"/notifications/shown/{each}").status_code for each in told]

    assert (answers, Delivery.get().state) == ([204, 204, 404, 404, 404, 404], "shown")


def test_only_who_was_told_opens_a_notification(cast, browser_of, client):
    told = notify("school_news", [cast.marieke], "T", "B", "/news/1", key="post-1")
    path = f"/notifications/{told.id}/opened"

    answers = [browser_of(person).post(path).status_code for person in (cast.marieke, cast.marieke, cast.tom)]

    assert (answers, client.post(path).status_code) == ([204, 204, 404], 303)
    assert [opening.person_id for opening in Opening.select()] == [cast.marieke.id]


# --- Meldingen and addresses that do not work


@pytest.mark.parametrize(
    ("is_on", "sentence"), [(True, "Meldingen staan aan op dit apparaat."), (False, "nog geen meldingen")]
)
def test_notifications_page_tells_how_it_stands_on_this_device(cast, browser_of, is_on, sentence):
    browser = browser_of(cast.marieke)
    id = connect(browser).json["id"]
    if not is_on:
        end_device(Device.get_by_id(id), "removed")

    page = browser.get("/account/notifications").text

    assert (page.count(sentence), page.count(f'href="{PAGE}"')) == (1, 1)


def trouble(person):
    return AddressTrouble.create(person=person, email=person.email, why="550", since=clock.now())


def test_whom_no_mail_reaches_sees_it_on_top_of_the_next_page(cast, browser_of):
    trouble(cast.marieke)
    browser = browser_of(cast.marieke)

    pages = [browser.get(path).text for path in ("/news", "/help", "/account/notifications")]

    assert [page.count("komt niet aan") for page in pages] == [1, 1, 1]
    assert browser_of(cast.tom).get("/news").text.count("komt niet aan") == 0


def test_kept_feed_is_shown_anew_when_an_address_stops_working(cast, browser_of):
    browser = browser_of(cast.marieke)
    browser.get("/news")
    tag = browser.get("/news").headers["ETag"]
    same = browser.get("/news", headers={"If-None-Match": tag})
    trouble(cast.marieke)
    browser.get("/account/notifications")

    answer = browser.get("/news", headers={"If-None-Match": tag})

    assert (same.status_code, answer.status_code, answer.text.count("komt niet aan")) == (304, 200, 1)


def test_notice_goes_when_the_address_changes_or_works_again(cast, browser_of):
    row = trouble(cast.marieke)
    browser = browser_of(cast.marieke)
    browser.get("/news")
    row.delete_instance()

    browser.get("/account/notifications")

    assert browser.get("/news").text.count("komt niet aan") == 0


def test_office_sees_whom_no_mail_reaches_with_a_way_to_each_child(cast, browser_of):
    trouble(cast.marieke)
    trouble(cast.wouter)
    browser = browser_of(cast.ingrid)

    start, page = browser.get("/office").text, browser.get(f"/units/{cast.school.id}/deliveries").text

    assert (start.count("Bij 1 ouder komt mail niet aan."), start.count("Alles is geregeld")) == (1, 0)
    assert [page.count(f"/children/{child.id}") for child in (cast.noor, cast.daan, cast.lotte)] == [1, 1, 0]
    assert (page.count(cast.marieke.email), page.count(cast.wouter.email)) == (1, 0)
