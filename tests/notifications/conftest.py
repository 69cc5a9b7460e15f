"""What stands at the edge of the network in these tests: a push service and a mail server that are real."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests.core.mail_server import PostOffice, certificate, mail_server, server_tls
from tests.push_service import PushService, Subscriber, push_service
from webapp.accounts.models import Person
from webapp.core.credentials import kept_vapid_key
from webapp.notifications.actions import delivering
from webapp.notifications.actions.devices import save_device
from webapp.notifications.channels.push_fan_out import PushPolicy
from webapp.notifications.channels.web_push import PushSender
from webapp.notifications.models import Device


@pytest.fixture
def phones(app, monkeypatch, tmp_path) -> Iterator[PushService]:
    """A push service on loopback, over TLS, which this portal may send to; it is not patient (1 s)."""
    authority = tmp_path / "authority.pem"
    authority.write_bytes(certificate()[0])
    with push_service(server_tls()) as service:
        hosts = (f"127.0.0.1:{service.port}", "fcm.googleapis.com")
        settings = replace(app.config["SETTINGS"], PUSH_HOSTS=hosts, PUSH_CA_FILE=str(authority))
        monkeypatch.setitem(app.config, "SETTINGS", settings)
        policy = PushPolicy(settings.PUSH_HOSTS, settings.VAPID_CONTACT, settings.PUSH_CA_FILE, timeout=1)
        sender = PushSender(kept_vapid_key(settings.DATA_FOLDER / "vapid.pem"), policy)
        monkeypatch.setattr(delivering._mine, "sender", sender, raising=False)
        yield service
        sender.close()


@pytest.fixture
def subscribed(phones) -> Callable[..., tuple[Device, Subscriber]]:
    """`subscribed(person, answer="410 Gone")`: a device of somebody that the push service answers so for."""

    def subscribe(person: Person, answer: str = "201 Created", **headers: str) -> tuple[Device, Subscriber]:
        phone = phones.subscribe(answer=answer, **headers)
        return save_device(person, None, phone.endpoint, phone.p256dh, phone.auth, "Telefoon"), phone

    return subscribe


@pytest.fixture
def office(app, monkeypatch) -> Iterator[PostOffice]:
    """A mail server that this portal uses."""
    post_office = PostOffice()
    with mail_server(post_office) as port:
        settings = replace(
            app.config["SETTINGS"], SMTP_URL=f"smtp://127.0.0.1:{port}", MAIL_FROM="portaal@school.example"
        )
        monkeypatch.setitem(app.config, "SETTINGS", settings)
        yield post_office
