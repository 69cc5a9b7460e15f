"""The pushes that a worker has in hand, with all that sending them takes: few queries, whatever their number."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from peewee import JOIN, fn

from webapp.accounts.models import Person, Session
from webapp.core.db import among
from webapp.notifications.models import Delivery, Device, Notification
from webapp.notifications.queries.devices import is_living
from webapp.notifications.rules import URGENT


class Push(NamedTuple):
    """A delivery on its way to a device, with what that device and its owner chose. No model: there are thousands."""

    id: int
    attempts: int
    why: str
    notification_id: int
    person_id: int
    language: str
    device_id: int
    endpoint: str
    p256dh: str
    auth: str
    hides_content: bool
    quiet_from: str
    quiet_until: str
    quiet_days: str
    is_living: bool


def pushes_of(delivery_ids: Iterable[int]) -> list[Push]:
    """These deliveries, urgent ones first."""
    rows = (
        Delivery.select(
            Delivery.id,
            Delivery.attempts,
            Delivery.why,
            Delivery.notification_id,
            Delivery.person_id,
            Person.language,
            Device.id,
            Device.endpoint,
            Device.p256dh,
            Device.auth,
            Device.hides_content,
            Device.quiet_from,
            Device.quiet_until,
            Device.quiet_days,
            is_living(),
        )
        .join(Notification)
        .join_from(Delivery, Device)
        .join(Session, JOIN.LEFT_OUTER)
        .join_from(Delivery, Person)
        .where(among(Delivery.id, delivery_ids))
        .order_by((Notification.kind == URGENT).desc(), Delivery.id)
    )
    return [Push(*row) for row in rows.tuples()]


def notifications_of(pushes: Iterable[Push]) -> dict[int, Notification]:
    """What these pushes tell, by id."""
    ids = {push.notification_id for push in pushes}
    return {row.id: row for row in Notification.select().where(Notification.id.in_(ids))}


def told_to(devices: Iterable[int], kinds: Iterable[str], since: datetime) -> list[tuple[int, str]]:
    """What of these kinds these devices were told since a moment, alone or in a bundle: device and tag, in order."""
    was_sent = Delivery.state.in_(["accepted", "shown"]) & (
        fn.COALESCE(Delivery.accepted_at, Delivery.shown_at) > since
    )
    was_carried = (Delivery.why == "bundled") & (Delivery.try_at > since)  # put aside when its bundle went
    rows = (
        Delivery.select(Delivery.device_id, Notification.tag)
        .join(Notification)
        .where(Notification.kind.in_(list(kinds)), among(Delivery.device, devices), was_sent | was_carried)
        .order_by(Delivery.id)
    )
    return list(rows.tuples())


def is_told_otherwise(notification: Notification, person_id: int) -> bool:
    """Whether somebody has, or is about to get, a notification in another way than those that failed."""
    return (
        Delivery.select()
        .where(Delivery.notification == notification, Delivery.person == person_id)
        .where(Delivery.state.in_(["pending", "claimed", "accepted", "shown"]))
        .exists()
    )
