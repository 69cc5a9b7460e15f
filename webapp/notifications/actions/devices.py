"""What happens to devices, and what they tell back. Each is one transaction."""

from datetime import datetime
from typing import Any

from webapp.accounts.models import Person, Session
from webapp.core import clock
from webapp.core.credentials import hash_token
from webapp.core.db import db
from webapp.core.portal import settings
from webapp.notifications.models import Delivery, Device, Notification, Opening
from webapp.notifications.queries.devices import devices_of
from webapp.notifications.rules import MOST_DEVICES, delivery_of

CHOICES = {"name", "quiet_from", "quiet_until", "quiet_days", "only_urgent", "hides_content"}


@db.atomic()
def save_device(person: Person, session: Session | None, endpoint: str, p256dh: str, auth: str, name: str) -> Device:
    """A browser says that it has this subscription: known ones are confirmed, new ones kept, at most ten of a person.

    A subscription that was somebody else's is theirs no longer, and what they set for it is forgotten.
    """
    now, mark = clock.now(), hash_token(endpoint)
    keys = {"session": session, "p256dh": p256dh, "auth": auth, "confirmed_at": now, "ended_at": None, "why_ended": ""}
    known = Device.get_or_none(Device.endpoint_hash == mark)
    if known and known.person_id != person.id:
        end_device(known, "replaced")
        Device.update(endpoint_hash=hash_token(f"{known.id} {endpoint}")).where(Device.id == known.id).execute()
        known = None
    if known:
        Device.update(**keys).where(Device.id == known.id).execute()
    else:
        known = Device.create(
            person=person, endpoint=endpoint, endpoint_hash=mark, name=name[:80], created_at=now, **keys
        )
    for device in devices_of(person)[MOST_DEVICES:]:
        end_device(device, "replaced")
    return Device.get_by_id(known.id)


@db.atomic()
def end_device(device: Device, why: str) -> None:
    """Nothing goes to this device any more: gone, signed_out, removed or replaced; what was on its way is skipped."""
    now = clock.now()
    Device.update(ended_at=now, why_ended=why).where(Device.id == device.id, Device.ended_at.is_null()).execute()
    Delivery.update(state="skipped", why="device_ended").where(
        Delivery.device == device, Delivery.state.in_(["pending", "claimed"])
    ).execute()


@db.atomic()
def update_device(device: Device, **chosen: Any) -> None:
    """Its owner names a device, or sets when it is still and what it shows."""
    unknown = set(chosen) - CHOICES
    if unknown:
        raise ValueError(f"no setting of a device: {', '.join(sorted(unknown))}")
    Device.update(**chosen).where(Device.id == device.id).execute()


@db.atomic()
def report_shown(token: str) -> bool:
    """A device says that it showed something; only the first time counts. False for a token that is not ours."""
    delivery_id = delivery_of(settings().SECRET_KEY, token)
    delivery = delivery_id and Delivery.get_or_none(Delivery.id == delivery_id, Delivery.channel == "push")
    if not delivery:
        return False
    now: datetime = clock.now()
    Delivery.update(state="shown", why="", shown_at=now).where(
        Delivery.id == delivery.id, Delivery.shown_at.is_null()
    ).execute()
    Device.update(shown_at=now).where(Device.id == delivery.device_id).execute()
    return True


@db.atomic()
def open_notification(person: Person, notification_id: int) -> None:
    """Somebody has before them what a notification was about; only who was told counts, and only the first time."""
    was_told = Delivery.select().where(Delivery.notification == notification_id, Delivery.person == person).exists()
    if not was_told:
        raise Notification.DoesNotExist
    Opening.insert(notification=notification_id, person=person, at=clock.now()).on_conflict_ignore().execute()
