"""The parts as processes of their own: a worker sends mail and ends when told, and a wrong start says why."""

import json
import signal
import socket
import subprocess
import sys
import time
from email import message_from_bytes
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from tests.school_morning import plain_environment

PROJECT = Path(__file__).resolve().parents[2]
POST_A_MAIL = """
from types import SimpleNamespace
from webapp import create_app
from webapp.core.db import db, migrate
from webapp.core.mail import post_mail
with create_app().app_context():
    migrate()
    with db.connection_context():
        noor = SimpleNamespace(name="Noor")
        post_mail("noor@ouders.example", "nl", "Welkom", "accounts/email/password_changed", person=noor)
"""


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    return plain_environment() | {"DATA_FOLDER": str(tmp_path)}


def run(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def answer_of(address: str) -> dict | None:
    try:
        with urlopen(address, timeout=2) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        return None


def until(found, seconds: float = 10):
    """What `found` gives, as soon as it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what := found():
            return what
        time.sleep(0.02)
    return None


def test_worker_sends_the_mail_that_waits_and_ends_when_told(environment, tmp_path):
    posted = run(environment, "-c", POST_A_MAIL)
    worker = subprocess.Popen([sys.executable, "-m", "webapp.worker"], cwd=PROJECT, env=environment)
    try:
        files = until(lambda: list((tmp_path / "mail").glob("*.eml")))
    finally:
        worker.send_signal(signal.SIGTERM)
        status = worker.wait(10)

    assert (posted.returncode, posted.stderr, status) == (0, "", 0)
    assert [message_from_bytes(file.read_bytes())["Subject"] for file in files] == ["Welkom"]


@pytest.mark.parametrize("part", ["webapp", "webapp.worker"])
def test_start_with_a_wrong_setting_says_which_and_nothing_else(environment, part):
    started = run(environment | {"PORT": "0"}, "-m", part)

    assert (started.returncode > 0, started.stdout) == (True, "")
    assert started.stderr == "PORT='0' does not work: write a whole number from 1 to 65535.\n"


def test_start_on_a_port_that_another_portal_has_says_so_at_once(environment, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        started = run(environment | {"PORT": str(port)}, "-m", "webapp")

    assert (started.returncode, started.stdout) == (1, "")
    assert started.stderr == (
        f"Nothing can listen at HOST=127.0.0.1, PORT={port}: Address already in use. Try PORT=8001.\n"
    )
    assert not (tmp_path / "schoolplein.db").exists()


def test_whole_portal_starts_is_well_and_ends_with_all_its_parts(environment):
    port = free_port()
    settings = environment | {"PORT": str(port), "SITE_ADDRESS": f"http://localhost:{port}"}
    portal = subprocess.Popen(
        [sys.executable, "-m", "webapp"],
        cwd=PROJECT,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert portal.stdout
    greeting = [portal.stdout.readline(), portal.stdout.readline()]
    health = until(
        lambda: (found := answer_of(f"http://127.0.0.1:{port}/health")) and found["status"] == "ok" and found
    )
    parts = psutil.Process(portal.pid).children(recursive=True)
    portal.send_signal(signal.SIGTERM)
    _rest, complaints = portal.communicate(timeout=20)
    _gone, alive = psutil.wait_procs(parts, timeout=5)

    assert health == {
        "status": "ok",
        "database": "ok",
        "worker_seen_seconds_ago": health["worker_seen_seconds_ago"],
        "oldest_waiting_delivery_seconds": None,
    }
    assert (portal.returncode, alive, complaints) == (0, [], "")
    assert greeting == ["\n", f"Schoolplein runs at http://localhost:{port}  (Ctrl-C ends it)\n"]
    assert len(parts) >= 3  # web server, its worker process, our worker
