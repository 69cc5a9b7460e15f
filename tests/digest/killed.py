"""A portal whose workers are killed while its digests go, and the mail server that takes them."""

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import psutil

from tests.core.mail_server import PostOffice, mail_server
from tests.core.test_processes import PROJECT, until
from tests.digest.worker_processes import is_blocked, wants_none
from tests.school_morning import plain_environment

PATIENCE = 300  # seconds for all of it
LATENCY = 0.01  # seconds until the mail server answers, in which a mail is in a worker's hands


class Letterbox(PostOffice):
    """A mail server that only looks at the envelope's paper: the headers."""

    async def handle_DATA(self, server, session, envelope) -> str:
        self.mails.append(message_from_bytes(envelope.content.partition(b"\r\n\r\n")[0], policy=default))
        await asyncio.sleep(LATENCY)
        return "250 OK"


@dataclass
class Saturday:
    """A portal of its own that does as it is told, its mail server, and how many parents it has."""

    folder: Path
    office: PostOffice
    process: subprocess.Popen
    parents: int

    @property
    def readers(self) -> set[str]:
        """Who should get a digest."""
        numbers = [n for n in range(self.parents) if not (wants_none(n) or is_blocked(n))]
        return {f"ouder{number}@ouders.example" for number in numbers}

    @property
    def unwanted(self) -> int:
        """How many parents want none."""
        return sum(wants_none(number) for number in range(self.parents))

    def do(self, line: str) -> int:
        """Do it in a process of its own; its number."""
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def rows(self, statement: str) -> list[tuple]:
        with closing(sqlite3.connect(self.folder / "schoolplein.db", timeout=30)) as database, database:
            return database.execute(statement).fetchall()

    def is_free(self) -> bool:
        """Whether somebody else could write now."""
        with closing(sqlite3.connect(self.folder / "schoolplein.db", timeout=0.1)) as database:
            try:
                database.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            return True

    def made(self) -> int:
        return self.rows("SELECT COUNT(*) FROM digest")[0][0]

    def mail_states(self) -> dict[str, int]:
        return dict(self.rows("SELECT state, COUNT(*) FROM outgoing_mail GROUP BY state"))

    def progress(self) -> int:
        return self.made() + len(self.office.mails)

    def is_done(self) -> bool:
        ended = self.rows("SELECT COUNT(*) FROM digest_run WHERE ended_at IS NULL") == [(0,)]
        return ended and self.made() > 0 and self.mail_states() == {"sent": len(self.readers)}

    def end_leases(self) -> None:
        """As if the five minutes of whoever was killed were over."""
        self.rows("UPDATE outgoing_mail SET try_at = '2026-11-21 07:00:00' WHERE state = 'claimed'")

    def message_ids(self) -> dict[str, set[str]]:
        """What each address was sent, by Message-ID."""
        found: dict[str, set[str]] = {}
        for mail in self.office.mails:
            found.setdefault(mail["To"], set()).add(mail["Message-ID"])
        return found

    def shares(self) -> Counter[int]:
        """How many digests each worker made."""
        found: Counter[int] = Counter()
        file = self.folder / "shares"
        for line in file.read_text().splitlines() if file.exists() else []:
            number, count = line.split()
            found[int(number)] += int(count)
        return found

    def mail_rows(self) -> Counter[str]:
        return Counter(to for (to,) in self.rows('SELECT "to" FROM outgoing_mail'))


@contextmanager
def saturday(folder: Path, parents: int) -> Iterator[Saturday]:
    """So many parents, and no worker yet."""
    office = Letterbox()
    with mail_server(office) as port:
        environment = plain_environment() | {
            "DATA_FOLDER": str(folder),
            "SMTP_URL": f"smtp://127.0.0.1:{port}",
            "MAIL_FROM": "portaal@school.example",
            "LOG_LEVEL": "ERROR",
        }
        command = [sys.executable, "-m", "tests.digest.worker_processes"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with subprocess.Popen(command, cwd=PROJECT, env=environment, **pipes) as process:
            portal = Saturday(folder, office, process, parents)
            portal.do(f"fill {parents}")
            try:
                yield portal
            finally:
                for child in psutil.Process(process.pid).children():
                    child.kill()
                process.stdin.close()


def pause(portal: Saturday, number: int, is_the_moment: Callable[[], bool]) -> None:
    """Let a worker stand still at such a moment."""
    while True:
        os.kill(number, signal.SIGSTOP)
        if until(lambda: psutil.Process(number).status() == psutil.STATUS_STOPPED) and is_the_moment():
            return
        os.kill(number, signal.SIGCONT)


def kill(portal: Saturday, number: int) -> tuple[bool, bool]:
    """End a worker as a power cut would; whether digests were still to be made, and whether a mail was in its hands."""
    os.kill(number, signal.SIGKILL)
    until(lambda: psutil.Process(number).status() == psutil.STATUS_ZOMBIE)
    return portal.made() < len(portal.readers) + portal.unwanted, "claimed" in portal.mail_states()


def kill_again_and_again(portal: Saturday, times: int, chance: random.Random) -> list[tuple[bool, bool]]:
    """Start a worker and kill it at a moment of the whole, so many times, two in three with a mail in its hands;
    then one that may finish."""
    whole = 2 * len(portal.readers)
    hits = []
    for turn, moment in enumerate(sorted(chance.sample(range(1, whole), times))):
        number = portal.do("work")
        until(lambda moment=moment: portal.progress() >= moment, PATIENCE)
        if turn % 3:
            pause(portal, number, lambda: "claimed" in portal.mail_states() or portal.is_done())
        hits.append(kill(portal, number))
        portal.end_leases()
    portal.do("work")
    until(portal.is_done, PATIENCE)
    return hits
