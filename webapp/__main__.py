"""The whole portal in one command, for one machine: `python -m webapp` starts web and worker, and ends both."""

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from webapp.core.settings import Settings, WrongSetting, read_settings

PATIENCE = 20  # seconds that a part gets to end by itself
EVERY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104 - where to listen, not where to ask


def prepare() -> None:
    """Bring the database up to date and, in demo mode, fill an empty one; in a process of its own, to stay small."""
    subprocess.run([sys.executable, "-m", "flask", "--app", "webapp", "prepare"], check=True)


def start_web() -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "python:webapp.web_server", "webapp.wsgi:app"]
    )


def start_worker() -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", "webapp.worker"])


def why_not_there(settings: Settings) -> str | None:
    """Why nothing can listen at HOST and PORT: taken (perhaps by another portal, which would greet in our place)."""
    with socket.socket(socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.HOST, settings.PORT))
        except OSError as problem:
            return (
                f"Nothing can listen at HOST={settings.HOST}, PORT={settings.PORT}: {problem.strerror}. Try PORT=8001."
            )
    return None


def wait_for_web(settings: Settings, web: subprocess.Popen) -> bool:
    """Whether the portal answers; False when the web server ended instead."""
    host = "127.0.0.1" if settings.HOST in EVERY_ADDRESS else settings.HOST
    while web.poll() is None:
        try:
            with urlopen(f"http://{host}:{settings.PORT}/theme.css", timeout=2):
                return True
        except (URLError, OSError):
            time.sleep(0.05)
    return False


def stop(parts: list[subprocess.Popen]) -> None:
    """End every part: politely, then after a while for good."""
    for part in parts:
        if part.poll() is None:
            part.send_signal(signal.SIGTERM)
    for part in parts:
        try:
            part.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            part.kill()


def end(signal_number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def greet(settings: Settings) -> None:
    print(f"\nSchoolplein runs at {settings.SITE_ADDRESS}  (Ctrl-C ends it)", flush=True)
    if settings.DEMO:
        from webapp.demo.people import welcome_text

        print(welcome_text(settings.SITE_ADDRESS), flush=True)


def main() -> int:
    try:
        settings = read_settings()
    except WrongSetting as problem:
        print(problem, file=sys.stderr)
        return 2
    if why_not := why_not_there(settings):
        print(why_not, file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, end)
    prepare()
    web, worker = start_web(), start_worker()
    try:
        if wait_for_web(settings, web):
            greet(settings)
        while web.poll() is None:
            if worker.poll() is not None:
                worker = start_worker()
            time.sleep(1)
        print("The web server ended.", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, SystemExit):
        return 0
    finally:
        stop([web, worker])


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(main())
