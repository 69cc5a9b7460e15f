"""Two workers at once: real transactions."""

import threading

import pytest

from tests.notifications.devices import make_device
from webapp.core.db import db
from webapp.notifications.actions.delivering import claim_pushes
from webapp.notifications.actions.telling import notify
from webapp.notifications.models import Delivery


@pytest.mark.committed
def test_two_workers_never_take_the_same_push(app, cast):
    for number in range(8):
        make_device(cast.marieke, number)
    notify("urgent", [cast.marieke], "Titel", "Tekst", "/urgent/1", key="urgent-1")
    taken, ready = [], threading.Barrier(2)

    def work():
        with app.app_context(), db.connection_context():
            ready.wait()
            taken.extend(delivery.id for delivery in claim_pushes())

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(taken) == sorted(row.id for row in Delivery.select())
