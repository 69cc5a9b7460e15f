"""The parts as processes of their own: a worker sends mail and ends when told, and a wrong start says why."""

import os
import signal
import subprocess
import sys
import time
from email import message_from_bytes
from pathlib import Path

import pytest

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
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"DATA_FOLDER": str(tmp_path)}


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
