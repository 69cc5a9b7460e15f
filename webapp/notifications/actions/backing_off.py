"""A push service that asks for patience is left alone, with all that waits for it."""

from collections.abc import Iterable
from datetime import datetime

from peewee import Expression

from webapp.core import clock
from webapp.notifications.channels.push_services import origin_of
from webapp.notifications.channels.web_push import PushResult
from webapp.notifications.models import Delivery, Device, Notification
from webapp.notifications.rules import URGENT, rest_after


def let_services_rest(answers: Iterable[tuple[str, PushResult]]) -> None:
    """After these answers, each with the endpoint it came from: what waits for a busy push service waits longer."""
    by_service: dict[str, list[PushResult]] = {}
    for endpoint, result in answers:
        by_service.setdefault(origin_of(endpoint), []).append(result)
    for origin, results in by_service.items():
        rest = rest_after([(result.status, result.retry_after, result.problem) for result in results])
        if rest.urgent:
            postpone(origin, clock.now() + rest.urgent, Notification.kind == URGENT)
        if rest.usual:
            postpone(origin, clock.now() + rest.usual, Notification.kind != URGENT)


def postpone(origin: str, until: datetime, is_meant: Expression) -> None:
    """What waits for this service and is meant is not due before this moment."""
    devices = Device.select(Device.id).where(Device.endpoint.startswith(f"{origin}/"))
    notifications = Notification.select(Notification.id).where(is_meant)
    Delivery.update(try_at=until).where(
        Delivery.channel == "push",
        Delivery.state == "pending",
        Delivery.try_at < until,
        Delivery.device.in_(devices),
        Delivery.notification.in_(notifications),
    ).execute()
