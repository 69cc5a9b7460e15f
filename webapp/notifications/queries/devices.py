"""Which browsers can show somebody a notification."""

from collections.abc import Iterable
from datetime import datetime

from peewee import JOIN, Expression, ModelSelect

from webapp.accounts.models import Person, Session
from webapp.core.db import among
from webapp.notifications.models import Delivery, Device, Notification


def is_living() -> Expression:
    """The condition that a device, joined with its session, can be told something."""
    return Device.ended_at.is_null() & Session.ended_at.is_null()


def living_devices() -> ModelSelect:
    """The devices that can be told something: not ended, and not signed out."""
    return (
        Device.select()
        .join(Session, JOIN.LEFT_OUTER)
        .where(is_living())
        .order_by(Device.confirmed_at.desc(), Device.id.desc())
    )


def devices_of(person: Person) -> list[Device]:
    """The living devices of somebody, the last confirmed first."""
    return list(living_devices().where(Device.person == person))


def living_devices_of(person_ids: Iterable[int]) -> list[Device]:
    """The living devices of several people."""
    return list(living_devices().where(among(Device.person, person_ids)))


def device_in(session: Session) -> Device | None:
    """The living device of this session: the browser that somebody looks with, if it shows notifications."""
    return living_devices().where(Device.session == session).first()


def last_test_of(device: Device, since: datetime) -> Delivery | None:
    """The last test of a device, unless it is older than this moment."""
    return (
        Delivery.select()
        .join(Notification)
        .where(Delivery.device == device, Notification.kind == "test", Delivery.created_at > since)
        .order_by(Delivery.id.desc())
        .first()
    )


def device_of(person: Person, device_id: int) -> Device:
    """One of somebody's own living devices; raises DoesNotExist for any other."""
    return living_devices().where(Device.person == person, Device.id == device_id).get()
