"""When it is quiet, what an answer means, and what travels."""

import json
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from webapp.notifications.rules import (
    LONGEST_PAYLOAD,
    QuietHours,
    delivery_of,
    delivery_token,
    meaning_of,
    pause_after,
    payload_of,
    quiet_until,
    travels,
)

ZONE = ZoneInfo("Europe/Amsterdam")
NIGHT, NOON, WEEKEND = QuietHours("22:00", "07:00"), QuietHours("12:00", "13:30"), QuietHours(days="67")
ALWAYS = QuietHours(days="1234567")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("quiet", "now", "until"),
    [
        (QuietHours(), "2026-11-24 03:00", None),
        (QuietHours("22:00", "22:00"), "2026-11-24 22:00", None),
        (NIGHT, "2026-11-24 21:59", None),
        (NIGHT, "2026-11-24 22:00", "2026-11-25 07:00"),
        (NIGHT, "2026-11-24 23:59", "2026-11-25 07:00"),
        (NIGHT, "2026-11-25 00:00", "2026-11-25 07:00"),
        (NIGHT, "2026-11-25 06:59", "2026-11-25 07:00"),
        (NIGHT, "2026-11-25 07:00", None),
        (NOON, "2026-11-24 12:00", "2026-11-24 13:30"),
        (NOON, "2026-11-24 13:30", None),
        (WEEKEND, "2026-11-27 23:59", None),
        (WEEKEND, "2026-11-28 00:00", "2026-11-30 00:00"),
        (WEEKEND, "2026-11-29 12:00", "2026-11-30 00:00"),
        (QuietHours("22:00", "07:00", "6"), "2026-11-28 12:00", "2026-11-29 07:00"),  # the night after a quiet day
        (QuietHours("22:00", "07:00", "6"), "2026-11-27 23:00", "2026-11-29 07:00"),  # the night before it too
        (NIGHT, "2026-03-28 23:00", "2026-03-29 07:00"),  # this night is an hour shorter
        (NIGHT, "2026-10-24 23:00", "2026-10-25 07:00"),  # and this one an hour longer
        (QuietHours("02:15", "02:45"), "2026-03-29 01:59", None),  # these minutes do not exist that night
        (QuietHours("01:00", "03:00"), "2026-10-25 02:30", "2026-10-25 03:00"),
    ],
)
def test_device_is_still_until_its_hour_on_the_wall(quiet, now, until):
    found = quiet_until(quiet, local(now), ZONE)

    assert (found and found.astimezone(ZONE)) == (until and local(until))


@pytest.mark.parametrize(("now", "hours"), [("2026-03-28 22:00", 8), ("2026-10-24 22:00", 10), ("2026-11-24 22:00", 9)])
def test_quiet_night_lasts_as_long_as_the_night(now, hours):
    found = quiet_until(NIGHT, local(now), ZONE)

    assert found.timestamp() - local(now).timestamp() == hours * 3600


def test_device_that_is_always_still_is_asked_again_in_some_days():
    found = quiet_until(ALWAYS, local("2026-11-24 12:00"), ZONE)

    assert found > local("2026-11-30 00:00")


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        (201, "accepted"),
        (202, "accepted"),
        (404, "gone"),
        (410, "gone"),
        (413, "shorten"),
        (400, "alarm"),
        (401, "alarm"),
        (403, "alarm"),
        (408, "later"),
        (429, "later"),
        (500, "later"),
        (503, "later"),
        (307, "later"),
        (None, "later"),
    ],
)
def test_answer_of_a_push_service_has_one_meaning(status, meaning):
    assert meaning_of(status) == meaning


@pytest.mark.parametrize(("attempts", "least", "most"), [(1, 15, 45), (2, 30, 90), (5, 240, 720), (40, 15_360, 46_080)])
def test_pauses_grow_and_are_never_all_alike(attempts, least, most):
    chance = Random(1)
    pauses = [pause_after(attempts, None, chance).total_seconds() for _ in range(200)]

    assert all(least <= pause <= most for pause in pauses)
    assert len(set(pauses)) == 200


def test_pause_is_at_least_what_the_service_asks():
    assert pause_after(1, 600, Random(1)) == timedelta(seconds=600)


def test_urgent_travels_fast_and_news_may_wait():
    assert (travels("urgent"), travels("school_news")) == (("high", 21_600), ("normal", 86_400))


def test_token_is_of_its_own_delivery_only():
    token = delivery_token("secret", 7)

    assert delivery_of("secret", token) == 7
    wrong = [token.replace("7-", "8-", 1), token[:-1], "7-", "", "-", "x-1", token.upper(), f"{'9' * 30}-{token[2:]}"]
    assert [delivery_of("secret", each) for each in wrong] == [None] * len(wrong)
    assert delivery_of("other", token) is None


@pytest.mark.parametrize("body", ["", "Groep 5 is gesloten.", "é" * 5_000, "🦔" * 2_000, "x" * 100_000])
def test_payload_is_one_json_that_fits(body):
    made = payload_of({"shown": "https://school.nl/s/1"}, "Spoed", body, "https://school.nl/urgent/1", "urgent-1", "nl")

    message = json.loads(made)
    assert len(made) <= LONGEST_PAYLOAD
    assert (message["web_push"], message["notification"]["title"]) == (8030, "Spoed")
    shown = message["notification"]["body"]
    assert shown == body or (shown.endswith("…") and body.startswith(shown[:-1]) and len(shown) > 500)
