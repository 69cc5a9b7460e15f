"""Parents with a phone each, who are told something."""

import json
from pathlib import Path

from tests.worker_processes import serve
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


if __name__ == "__main__":
    serve({"subscribe": subscribe, "tell": tell})
