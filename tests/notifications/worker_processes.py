"""A portal of its own on SQLite, its workers real processes: a program that does what each line of its input says.

Workers are forked from here, so that the twentieth starts as fast as the first; what runs is `webapp.worker.main`.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from webapp import create_app, worker
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import db, migrate
from webapp.notifications.actions.devices import save_device
from webapp.notifications.actions.telling import notify


def subscribe(file: str) -> None:
    """A parent for each subscription in the file."""
    migrate()
    with db.connection_context(), db.atomic():
        for number, (endpoint, p256dh, auth) in enumerate(json.loads(Path(file).read_text())):
            person = Person.create(name="Ouder", email=f"ouder{number}@ouders.example", created_at=clock.now())
            save_device(person, None, endpoint, p256dh, auth, "Telefoon")


def tell(key: str) -> None:
    with db.connection_context():
        notify("urgent", list(Person.select()), "De Notenboom", "De school is dicht", "/urgent/1", key=key)


def work(_nothing: str) -> None:
    worker.main()


def in_a_child(run: Callable[[str], None], argument: str) -> int:
    child = os.fork()
    if child:
        return child
    try:
        if run is work:
            work("")
        else:
            with create_app().app_context():
                run(argument)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def main() -> None:
    for line in sys.stdin:
        verb, _, argument = line.strip().partition(" ")
        child = in_a_child({"subscribe": subscribe, "tell": tell, "work": work}[verb], argument)
        if verb != "work":
            os.waitpid(child, 0)
        print(child, flush=True)


if __name__ == "__main__":
    main()
