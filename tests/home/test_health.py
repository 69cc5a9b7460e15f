"""What a monitor is told: 200 while all lives, 503 when something is late, and never a name or a count."""

from datetime import UTC, datetime, timedelta

import pytest
from peewee import OperationalError
from playhouse.test_utils import assert_query_count

from webapp.accounts.actions.passwords import ask_new_password
from webapp.core import clock
from webapp.core.jobs import beat
from webapp.core.mail import OutgoingMail

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def health(client, seconds_after_noon: float = 0) -> tuple[int, dict]:
    with clock.frozen_at(NOON + timedelta(seconds=seconds_after_noon)):
        answer = client.get("/health")
    return answer.status_code, answer.get_json()


def told(status: str, worker: int | None, mail: int | None) -> dict:
    return {
        "status": status,
        "database": "ok",
        "worker_seen_seconds_ago": worker,
        "oldest_waiting_delivery_seconds": mail,
    }


@pytest.fixture
def worker(transaction):
    with clock.frozen_at(NOON):
        beat()


def test_all_is_well_while_a_worker_lives_and_nothing_waits(worker, client):
    assert health(client, 12.4) == (200, told("ok", 12, None))


def test_portal_without_a_worker_is_in_trouble(client):
    assert health(client) == (503, told("trouble", None, None))


@pytest.mark.parametrize(("seconds", "status", "word"), [(0, 200, "ok"), (149, 200, "ok"), (150, 503, "trouble")])
def test_worker_that_is_silent_for_too_long_is_trouble(worker, client, seconds, status, word):
    assert health(client, seconds) == (status, told(word, seconds, None))


@pytest.mark.parametrize(("seconds", "status", "word"), [(599, 200, "ok"), (600, 503, "trouble")])
def test_mail_that_waits_too_long_is_trouble(cast, client, seconds, status, word):
    with clock.frozen_at(NOON):
        ask_new_password(cast.marieke.email)
    with clock.frozen_at(NOON + timedelta(seconds=seconds)):
        beat()

    assert health(client, seconds) == (status, told(word, 0, seconds))


@pytest.mark.parametrize("state", ["sent", "failed"])
def test_mail_that_is_done_with_does_not_wait(cast, worker, client, state):
    with clock.frozen_at(NOON - timedelta(days=1)):
        ask_new_password(cast.marieke.email)
    OutgoingMail.update(state=state).execute()

    assert health(client) == (200, told("ok", 0, None))


def test_database_in_trouble_is_trouble(client, monkeypatch):
    def fail() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("webapp.home.views.health.last_pulse", fail)

    assert client.get("/health").status_code == 503


def test_health_takes_three_queries_whoever_asks(cast, client, browser_of):
    with assert_query_count(3):
        client.get("/health")

    assert browser_of(cast.marieke).get("/health").get_json() == client.get("/health").get_json()
