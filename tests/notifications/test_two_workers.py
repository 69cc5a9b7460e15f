"""Two workers at once: real transactions."""

import pytest

from tests.at_once import at_once
from tests.notifications.devices import make_device
from webapp.notifications.actions.delivering import claim_pushes
from webapp.notifications.actions.telling import notify
from webapp.notifications.models import Delivery


@pytest.mark.committed
def test_two_workers_never_take_the_same_push(app, cast):
    for number in range(8):
        make_device(cast.marieke, number)
    notify("urgent", [cast.marieke], "Titel", "Tekst", "/urgent/1", key="urgent-1")

    claims = at_once(app, claim_pushes)

    taken = [delivery.id for claimed in claims for delivery in claimed]
    assert sorted(taken) == sorted(row.id for row in Delivery.select())
