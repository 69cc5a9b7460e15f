"""An urgent message to 1,000 and 5,000 devices, the whole way: from the sender's tap, through the database and a real
worker process, to the push service that takes the last of them; against encryption alone, measured in the same run.
"""

import json
import ssl
import sys
import tempfile
import time
from dataclasses import dataclass
from http.client import HTTPSConnection
from pathlib import Path
from statistics import median

import psutil
from peewee import chunked

from benchmarks.bench_push import devices, encryption_alone, service
from benchmarks.portals import machine, worker
from tests.core.mail_server import certificate
from webapp import create_app
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.credentials import hash_token
from webapp.core.db import db, migrate
from webapp.core.settings import read_settings
from webapp.notifications.actions.telling import notify
from webapp.notifications.channels.push_fan_out import PushRequest
from webapp.notifications.models import Delivery, Device

ROUNDS = 5
PATIENCE = 60  # seconds for a whole fan-out


@dataclass(frozen=True, slots=True)
class FanOut:
    """Seconds: what the tap itself took, from its commit until a device had it, until the last, until all were marked.

    `work` is what the worker computed meanwhile, `alone` what encrypting as many messages takes right afterwards: on
    the clock, and in computing time, which a busy machine does not lengthen.
    """

    tap: float
    first: float
    last: float
    marked: float
    work: float
    alone: float
    alone_work: float


def subscribe(requests: list[PushRequest]) -> None:
    """A parent with a device for each of these."""
    now = clock.now()
    people = [{"name": f"Ouder {r.id}", "email": f"ouder{r.id}@ouders.example", "created_at": now} for r in requests]
    for part in chunked(people, 500):
        Person.insert_many(part).execute()
    ids = [id for (id,) in Person.select(Person.id).order_by(Person.id).tuples()]
    rows = [
        {
            "person": person_id,
            "endpoint": request.endpoint,
            "endpoint_hash": hash_token(request.endpoint),
            "p256dh": request.p256dh,
            "auth": request.auth,
            "name": "Telefoon",
            "created_at": now,
            "confirmed_at": now,
        }
        for person_id, request in zip(ids, requests, strict=True)
    ]
    for part in chunked(rows, 500):
        Device.insert_many(part).execute()


def seen_by(connection: HTTPSConnection) -> dict:
    """How many messages the push service took since it was asked last, and when the first and the last."""
    connection.request("GET", "/seen")
    return json.load(connection.getresponse())


def computed_by(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def fan_out(key: str, requests: list[PushRequest], connection: HTTPSConnection, process: psutil.Process) -> FanOut:
    people, computed = list(Person.select()), computed_by(process)
    began = time.monotonic()
    told = notify("urgent", people, "De Notenboom", "Groep 5 is vandaag gesloten", "/urgent/1", key=key)
    tapped = time.monotonic()
    waiting = Delivery.select().where(Delivery.notification == told, Delivery.state != "accepted")
    while waiting.exists():
        if time.monotonic() > tapped + PATIENCE:
            sys.exit("the worker does not get done")
        time.sleep(0.05)
    marked, work = time.monotonic(), computed_by(process) - computed
    seen = seen_by(connection)
    assert seen["count"] == len(requests), seen
    own = time.process_time()
    alone = encryption_alone(requests) * len(requests)
    own = time.process_time() - own
    return FanOut(tapped - began, seen["first"] - tapped, seen["last"] - tapped, marked - tapped, work, alone, own)


def measure(folder: Path, authority: Path, count: int) -> None:
    with service(folder, 0.0) as port:
        environment = {
            "DATA_FOLDER": str(folder / f"data-{count}"),
            "PUSH_HOSTS": f"127.0.0.1:{port}",
            "PUSH_CA_FILE": str(authority),
            "LOG_LEVEL": "ERROR",
        }
        connection = HTTPSConnection("127.0.0.1", port, context=ssl.create_default_context(cafile=str(authority)))
        app = create_app(read_settings(environment))
        migrate()
        requests = devices(count, port)
        with app.app_context(), db.connection_context():
            subscribe(requests)
            with worker(environment) as process:
                idle = process.memory_info().rss
                rounds = [fan_out(f"urgent-{number}", requests, connection, process) for number in range(ROUNDS)]
                most = peak_memory(process.pid)
        db.obj.close_all()
    report(count, rounds)
    print(f"  memory of the worker: {idle / 2**20:.0f} MB idle, {most:.0f} MB at most")


def report(count: int, rounds: list[FanOut]) -> None:
    firsts = ", ".join(f"{one.first * 1000:.0f}" for one in rounds)
    last, share = median(one.last for one in rounds), median(one.alone / one.last for one in rounds)
    work, work_share = median(one.work for one in rounds), median(one.alone_work / one.work for one in rounds)
    print(f"{count:,} devices: first after {firsts} ms, all after {last:.2f} s = encryption alone ÷ {share:.2f}")
    print(f"  the worker computed {work:.2f} s = encryption alone ÷ {work_share:.2f}")
    print(f"  all marked after {median(one.marked for one in rounds):.2f} s", end="; ")
    print(f"the tap itself took {median(one.tap for one in rounds) * 1000:.0f} ms")


def peak_memory(pid: int) -> float:
    """The most memory that a process ever had, in MB (`VmHWM` of Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, pem in zip(("certificate.pem", "key.pem"), certificate(), strict=True):
            (folder / file).write_bytes(pem)
        for count in (1_000, 5_000):
            measure(folder, folder / "certificate.pem", count)


if __name__ == "__main__":
    main()
