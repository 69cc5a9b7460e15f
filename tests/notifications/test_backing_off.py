"""A push service that asks for patience is left alone; the others are not."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.notifications.devices import use
from webapp.core import clock
from webapp.notifications.actions.delivering import deliver_due_pushes
from webapp.notifications.actions.devices import save_device
from webapp.notifications.actions.telling import notify
from webapp.notifications.channels.web_push import PushResult
from webapp.notifications.models import Delivery, Device, Notification
from webapp.notifications.rules import rest_after

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
GOOGLE, MOZILLA = "https://fcm.googleapis.com", "https://updates.push.services.mozilla.com"
NONE, HALF_A_MINUTE, MINUTE, HOUR = (timedelta(seconds=seconds) for seconds in (0, 30, 60, 3600))
SLOW = (None, None, "timed out")


@pytest.mark.parametrize(
    ("answers", "urgent", "usual"),
    [
        ([], NONE, NONE),
        ([(201, None, ""), (404, None, ""), (500, None, ""), (403, 60, "")], NONE, NONE),
        ([(429, None, "")], NONE, HALF_A_MINUTE),
        ([(201, None, ""), (503, 3600, ""), (429, 60, "")], MINUTE, HOUR),
        ([(429, 5, "")], NONE, HALF_A_MINUTE),
        ([(429, 5, "")] * 3, timedelta(seconds=5), HALF_A_MINUTE),
        ([SLOW, SLOW], NONE, NONE),
        ([SLOW, SLOW, SLOW], NONE, HALF_A_MINUTE),
        ([(None, None, "no connection")] * 5, NONE, NONE),
    ],
)
def test_rest_is_what_a_service_asks_and_half_a_minute_when_it_seems_busy(answers, urgent, usual):
    assert rest_after(answers) == (urgent, usual)


def device_at(person, service, name):
    return save_device(person, None, f"{service}/{name}", "p256dh", "auth", name)


def tell(devices, kind="school_news", key="post-1"):
    people = [device.person for device in devices]
    return notify(kind, people, "De Notenboom", "Studiedag", "/news/1", key=key, devices=devices)


def waiting():
    """Of each device what is due when, by name: in seconds from noon."""
    rows = Delivery.select(Delivery, Device, Notification).join(Device).join_from(Delivery, Notification)
    pending = [row for row in rows if row.state == "pending"]
    return {f"{row.device.name} {row.notification.kind}": (row.try_at - NOON).total_seconds() for row in pending}


def test_when_one_device_hears_retry_after_all_of_that_service_wait(cast, monkeypatch):
    with clock.frozen_at(NOON):
        asked = device_at(cast.marieke, GOOGLE, "asked")
        others = [device_at(cast.tom, GOOGLE, "same"), device_at(cast.sanne, MOZILLA, "other")]
        tell([asked])
        tell(others, key="post-2")
        tell(others, kind="urgent", key="urgent-1")
        Delivery.update(try_at=NOON + timedelta(seconds=1)).where(Delivery.device != asked).execute()
        use(monkeypatch, PushResult(0, 503, 3600))

        deliver_due_pushes()

    assert waiting() == {
        "asked school_news": 3600, "same school_news": 3600, "same urgent": 60,
        "other school_news": 1, "other urgent": 1,
    }  # fmt: skip


def test_when_a_service_is_slow_what_is_urgent_still_tries(cast, monkeypatch):
    with clock.frozen_at(NOON):
        slow = [device_at(cast.marieke, GOOGLE, f"slow-{number}") for number in range(3)]
        other = device_at(cast.tom, GOOGLE, "same")
        tell([*slow])
        tell([other], key="post-2")
        tell([other], kind="urgent", key="urgent-1")
        Delivery.update(try_at=NOON + timedelta(seconds=1)).where(Delivery.device == other).execute()
        use(monkeypatch, *[PushResult(0, None, problem="timed out")] * 3)

        deliver_due_pushes()

    assert {name: due for name, due in waiting().items() if "same" in name} == {
        "same school_news": 30,
        "same urgent": 1,
    }


def test_one_answer_in_trouble_holds_nobody_up(cast, monkeypatch):
    with clock.frozen_at(NOON):
        tell([device_at(cast.marieke, GOOGLE, "one")])
        other = device_at(cast.tom, GOOGLE, "same")
        tell([other], key="post-2")
        Delivery.update(try_at=NOON + timedelta(seconds=1)).where(Delivery.device == other).execute()
        use(monkeypatch, 500)

        deliver_due_pushes()

    assert waiting()["same school_news"] == 1
