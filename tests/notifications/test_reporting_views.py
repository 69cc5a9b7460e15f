"""What devices and pages report: shown, and opened."""

import pytest

from tests.notifications.devices import make_device
from webapp.core.portal import settings
from webapp.notifications.actions.devices import try_device
from webapp.notifications.actions.telling import notify
from webapp.notifications.models import Delivery, Opening
from webapp.notifications.rules import delivery_token


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

    here = {"path": "/news/1"}
    answers = [
        browser_of(person).post(path, data=here).status_code for person in (cast.marieke, cast.marieke, cast.tom)
    ]

    assert (answers, client.post(path).status_code) == ([204, 204, 404], 303)
    assert [opening.person_id for opening in Opening.select()] == [cast.marieke.id]


@pytest.mark.parametrize("data", [{"path": ""}, {"path": "/news"}, {"path": "/news/12"}])
def test_number_behind_the_address_of_another_page_opens_nothing(cast, browser_of, data):
    told = notify("school_news", [cast.marieke], "T", "B", "/news/1", key="post-1")

    answer = browser_of(cast.marieke).post(f"/notifications/{told.id}/opened", data=data)

    assert (answer.status_code, Opening.select().count()) == (404, 0)
