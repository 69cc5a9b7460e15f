"""Devices for tests, and a push service at the edge of the network that answers as it is told."""

from collections.abc import Callable, Iterable, Iterator

from flask.testing import FlaskClient

from webapp.accounts.models import Person
from webapp.notifications.actions import delivering
from webapp.notifications.actions.devices import save_device
from webapp.notifications.channels.push_fan_out import PushRequest, PushResult
from webapp.notifications.models import Device


def make_device(person: Person, number: int = 1) -> Device:
    endpoint = f"https://fcm.googleapis.com/fcm/send/{person.id}-{number}"
    return save_device(person, None, endpoint, "p256dh", "auth", "Telefoon")


class Post:
    """What was sent; `answers` are given in turn, then 201."""

    def __init__(self, answers: Iterable[PushResult | int] = ()):
        self.answers = list(answers)
        self.sent: list[PushRequest] = []
        self.before: Callable[[], None] | None = None

    def send(self, requests: Iterable[PushRequest]) -> Iterator[list[PushResult]]:
        """All answers in one group, as they come when a service is quick."""
        results = []
        for request in requests:
            self.sent.append(request)
            answer = self.answers.pop(0) if self.answers else 201
            if isinstance(answer, PushResult):
                results.append(PushResult(request.id, answer.status, answer.retry_after, answer.problem))
            else:
                results.append(PushResult(request.id, answer))
        if results:
            yield results


def use(monkeypatch, *answers: PushResult | int) -> Post:
    post = Post(answers)
    monkeypatch.setattr(delivering, "send_pushes", post.send)
    return post


ENDPOINT = "https://fcm.googleapis.com/fcm/send/een"
KEYS = {"p256dh": "B" * 87, "auth": "a" * 22}


def subscription(endpoint: str = ENDPOINT, **more: object) -> dict[str, object]:
    """What a browser sends of its subscription."""
    return {"endpoint": endpoint, "expirationTime": None, "keys": KEYS} | more


def connect(browser: FlaskClient, endpoint: str = ENDPOINT, **more: object):
    """This browser tells of its subscription, as push.js does."""
    return browser.post("/account/notifications/devices", json=subscription(endpoint, **more))
