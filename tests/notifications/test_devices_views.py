"""The page «Meldingen op dit apparaat» over HTTP: what an owner sets and tries, and what nobody else does."""

from datetime import timedelta

import pytest

from tests.browsers import HTMX
from tests.notifications.devices import make_device
from webapp.core import clock
from webapp.notifications.actions.devices import try_device
from webapp.notifications.models import Delivery, Device

PAGE, DEVICES = "/account/notifications/device", "/account/notifications/devices"
CHOSEN = {"name": "Telefoon van Marieke", "quiet_from": "22:00", "quiet_until": "7:00", "quiet_days": ["6", "7"]}


def quiet_of(device):
    found = Device.get_by_id(device.id)
    return found.name, found.quiet_from, found.quiet_until, found.quiet_days, found.only_urgent


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
        ({"quiet_from": "25:00"}, "Dit is geen tijd. Schrijf die zoals 08:30."),
        ({"quiet_from": "<b>"}, "Dit is geen tijd. Schrijf die zoals 08:30."),
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
