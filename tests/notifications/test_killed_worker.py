"""Workers that are killed in the middle of an urgent message, and two at once: real processes, a real push service."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.core.mail_server import certificate, server_tls
from tests.core.test_processes import PROJECT, until
from tests.push_service import PushService, push_service
from tests.school_morning import plain_environment

pytestmark = pytest.mark.slow
DEVICES, KILLS = 500, 20


@dataclass
class Portal:
    """A portal of its own that does as it is told, and its push service."""

    folder: Path
    service: PushService
    process: subprocess.Popen

    def do(self, line: str) -> int:
        """Do it in a process of its own; its number."""
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def rows(self, statement: str) -> list[tuple]:
        with closing(sqlite3.connect(self.folder / "schoolplein.db", timeout=10)) as database, database:
            return database.execute(statement).fetchall()

    def states(self) -> dict[str, int]:
        return dict(self.rows("SELECT state, COUNT(*) FROM delivery GROUP BY state"))

    def arrived(self) -> int:
        return sum(len(subscriber.messages) for subscriber in self.service.subscribers.values())

    def end_leases(self) -> None:
        """As if the two minutes of whoever was killed were over."""
        self.rows("UPDATE delivery SET try_at = '2000-01-01 00:00:00' WHERE state = 'claimed'")


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    (tmp_path / "authority.pem").write_bytes(certificate()[0])
    with push_service(server_tls()) as service:
        service.latency = 0.02
        environment = plain_environment() | {
            "DATA_FOLDER": str(tmp_path),
            "PUSH_HOSTS": f"127.0.0.1:{service.port}",
            "PUSH_CA_FILE": str(tmp_path / "authority.pem"),
            "LOG_LEVEL": "ERROR",
        }
        phones = [service.subscribe() for _ in range(DEVICES)]
        keys = [(phone.endpoint, phone.p256dh, phone.auth) for phone in phones]
        (tmp_path / "phones.json").write_text(json.dumps(keys))
        command = [sys.executable, "-m", "tests.notifications.worker_processes"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with subprocess.Popen(command, cwd=PROJECT, env=environment, **pipes) as process:
            portal = Portal(tmp_path, service, process)
            portal.do(f"subscribe {tmp_path / 'phones.json'}")
            yield portal
            for child in psutil.Process(process.pid).children():
                child.kill()


def kill_in_the_middle(portal: Portal, chance: random.Random) -> bool:
    """Start a worker, kill it after so many messages; whether it had some in hand."""
    enough = portal.arrived() + chance.randint(1, 150)
    number = portal.do("work")
    until(lambda: portal.arrived() >= enough or portal.states().keys() == {"accepted"})
    os.kill(number, signal.SIGKILL)
    until(lambda: psutil.Process(number).status() == psutil.STATUS_ZOMBIE)
    return "claimed" in portal.states()


def test_twenty_killed_workers_lose_nothing_and_what_comes_twice_is_seen_once(portal):
    chance, told, hits = random.Random(7), 0, 0
    for _ in range(KILLS):
        if portal.states().keys() <= {"accepted"}:
            told += 1
            portal.do(f"tell urgent-{told}")
        hits += kill_in_the_middle(portal, chance)
        portal.end_leases()
    portal.do("work")
    until(lambda: portal.states().keys() == {"accepted"}, 20)

    topics = [
        Counter(headers["topic"] for headers, _ in phone.messages) for phone in portal.service.subscribers.values()
    ]
    tags = dict(portal.rows("SELECT tag, id FROM notification"))
    shown = {
        (headers["topic"], json.loads(clear)["notification"]["tag"], json.loads(clear)["notification"]["navigate"])
        for phone in portal.service.subscribers.values()
        for headers, clear in phone.messages
    }
    assert (portal.states(), portal.service.refused) == ({"accepted": DEVICES * told}, [])
    assert [counts.keys() for counts in topics] == [tags.keys()] * DEVICES
    assert shown == {(tag, tag, f"http://localhost:8000/urgent/1?n={number}") for tag, number in tags.items()}
    assert hits >= KILLS * 0.75
    assert portal.arrived() > DEVICES * told


def test_two_workers_at_once_bring_everybody_everything_exactly_once(portal):
    portal.service.is_holding = True  # the first cannot finish alone while the second starts
    portal.do("tell urgent-1")
    for _ in range(2):
        portal.do("work")
    until(lambda: len(portal.service.tokens) == 2, 20)  # each worker signs for itself: both send
    portal.service.is_holding = False
    until(lambda: portal.states().keys() == {"accepted"}, 20)

    arrived = [len(phone.messages) for phone in portal.service.subscribers.values()]
    assert len(portal.service.tokens) == 2
    assert (portal.states(), arrived) == ({"accepted": DEVICES}, [1] * DEVICES)
