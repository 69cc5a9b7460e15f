"""A portal for measuring: an app on an empty SQLite database in a folder that goes, served by the real web server."""

import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

import psutil
from flask import Flask

from webapp import create_app
from webapp.accounts.actions.sessions import open_session
from webapp.accounts.models import Person
from webapp.core.db import db, migrate
from webapp.core.settings import read_settings

ROOT = Path(__file__).resolve().parents[1]


def machine() -> str:
    """What the figures come from."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


@contextmanager
def empty_portal() -> Iterator[tuple[Flask, Path]]:
    """An app with empty tables, its connection open, and its data folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app = create_app(read_settings({"DATA_FOLDER": name, "LOG_LEVEL": "ERROR"}))
        migrate()
        with app.app_context(), db.connection_context():
            yield app, folder
        db.obj.close_all()


@contextmanager
def served(folder: Path, port: int, application: str = "webapp.wsgi:app") -> Iterator[HTTPConnection]:
    """The application behind gunicorn with threads, as `make run` starts it; a connection that stays open."""
    environment = os.environ | {"DATA_FOLDER": str(folder), "LOG_LEVEL": "ERROR", "PORT": str(port)}
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    options = ["--worker-class", "gthread", "--threads", "8", "--keep-alive", "30", "--no-control-socket"]
    server = subprocess.Popen([*command, *options], env=environment, cwd=ROOT)
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        deadline = time.monotonic() + 30
        while True:
            try:
                get(connection, "/hello")
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                connection.close()
                time.sleep(0.1)
        yield connection
        connection.close()
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[psutil.Process]:
    """A worker of its own on the portal that these settings name."""
    process = subprocess.Popen([sys.executable, "-m", "webapp.worker"], cwd=ROOT, env=os.environ | environment)
    try:
        time.sleep(3)  # started, and idle as at night
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cookie_of(app: Flask, person: Person) -> str:
    """The cookie of a browser in which this person is signed in."""
    with app.test_client() as client, client.session_transaction() as session:
        session["_user_id"] = open_session(person, "Benchmark", (30, 12))
        session["_fresh"] = True
        session["csrf_token"] = "benchmark"
    return "; ".join(f"{cookie.key}={cookie.value}" for cookie in client._cookies.values())


def get(connection: HTTPConnection, path: str, **headers: str) -> tuple[int, bytes, str]:
    """One request over the open connection: status, body, ETag."""
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.read(), answer.getheader("ETag", "")


def seconds(work: Callable[[], object], times: int) -> float:
    """How long one piece of work takes: the median of so many."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def in_turns(works: dict[str, Callable[[], object]], rounds: int, times: int) -> dict[str, float]:
    """Each piece of work in turn, round after round, so that a noisy moment hits them all: the best median of each."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        for name, work in works.items():
            best[name] = min(best.get(name, float("inf")), seconds(work, times))
    return best
