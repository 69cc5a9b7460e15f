"""Two at the same moment: real transactions."""

from datetime import timedelta

import pytest

from tests.at_once import at_once
from tests.notifications.devices import make_device
from tests.urgent.messages import send
from webapp.core import clock
from webapp.core.jobs import huey
from webapp.core.mail import OutgoingMail
from webapp.notifications.models import Delivery
from webapp.urgent.actions.messages import mail_unopened_messages
from webapp.urgent.models import UrgentMessage

pytestmark = pytest.mark.committed


def test_the_same_send_at_the_same_moment_is_one_message(app, cast):
    make_device(cast.karima)

    ids = at_once(app, lambda: send(cast.peter, cast.group5, key="same").id)

    assert (len(ids), len(set(ids))) == (2, 1)
    assert (UrgentMessage.select().count(), Delivery.select().count()) == (1, 1)


def test_two_workers_mail_who_has_not_opened_it_once(app, cast):
    make_device(cast.karima)
    message = send(cast.peter, cast.group5)
    UrgentMessage.update(mail_at=clock.now() - timedelta(seconds=1)).where(UrgentMessage.id == message.id).execute()

    counts = at_once(app, mail_unopened_messages)

    assert (sorted(counts), [mail.to for mail in OutgoingMail.select()]) == ([0, 1], [cast.karima.email])


def test_a_worker_looks_each_minute_who_has_not_opened_it(app):
    names = {task.name for task in huey.read_periodic(clock.now().replace(tzinfo=None, second=0))}

    assert {"mail_unopened_every_minute", "write_mails_every_minute", "deliver_pushes_every_minute"} <= names
