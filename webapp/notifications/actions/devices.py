"""What happens to devices, and what they tell back. Each is one transaction."""

from datetime import timedelta
from typing import Any

from peewee import IntegrityError

from webapp.accounts.models import Person, Session
from webapp.core import clock
from webapp.core.credentials import hash_token, new_token
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.i18n import language_of
from webapp.core.portal import settings
from webapp.notifications.actions.telling import notify
from webapp.notifications.channels.push_services import is_push_service
from webapp.notifications.models import Delivery, Device, Notification, Opening
from webapp.notifications.phrases import TEST_BODY, TEST_TITLE, WELCOME_BODY, WELCOME_TITLE
from webapp.notifications.queries.devices import devices_of
from webapp.notifications.rules import MOST_DEVICES, delivery_of

CHOICES = {"name", "quiet_from", "quiet_until", "quiet_days", "only_urgent", "hides_content"}
DEVICE_PAGE = "/account/notifications/device"
TEST_LASTS = timedelta(minutes=1)


@db.atomic()
def connect_device(
    person: Person,
    session: Session | None,
    endpoint: str,
    p256dh: str,
    auth: str,
    name: str,
    *,
    old_endpoint: str = "",
    is_asked: bool = False,
) -> Device:
    """A browser says that it has this subscription; a new one is welcomed, and shows at once that it works.

    Only who asks for it turns on what was turned off, or takes over what was somebody else's; a browser that merely
    says it again does neither.
    """
    if not is_push_service(endpoint, settings().PUSH_HOSTS):
        raise Refused("push_host")
    known = Device.get_or_none(Device.endpoint_hash == hash_token(endpoint))
    is_own = known is not None and known.person_id == person.id
    found = known if is_own else moved_device(person, session, old_endpoint)
    is_off = found is not None and found.why_ended == "removed"
    if not is_asked and (is_off or (known and not is_own)):
        raise Refused("turned_off")
    is_new = found is None or (is_asked and found.ended_at is not None)
    device = save_device(person, session, endpoint, p256dh, auth, name, found)
    if is_new:
        welcome_device(device)
    return device


@db.atomic()
def save_device(
    person: Person,
    session: Session | None,
    endpoint: str,
    p256dh: str,
    auth: str,
    name: str,
    moved: Device | None = None,
) -> Device:
    """Keep a subscription: known ones are confirmed, new ones kept, at most ten of a person; `moved` has it from now.

    A subscription that was somebody else's is theirs no longer, and what they set for it is forgotten.
    """
    mark = hash_token(endpoint)
    known = Device.get_or_none(Device.endpoint_hash == mark)
    if known and known.person_id != person.id:
        release_device(known, endpoint)
        known = None
    keys = {"session": session, "endpoint": endpoint, "endpoint_hash": mark, "p256dh": p256dh, "auth": auth}
    device = keep_device(known or moved, person, name, keys)
    for left_over in devices_of(person)[MOST_DEVICES:]:
        end_device(left_over, "replaced")
    return device


def moved_device(person: Person, session: Session | None, old_endpoint: str) -> Device | None:
    """The device of somebody that got another subscription: known by its old one, or by the session it is in."""
    own = Device.select().where(Device.person == person)
    old = own.where(Device.endpoint_hash == hash_token(old_endpoint)).first() if old_endpoint else None
    if old or session is None:
        return old
    return own.where(Device.session == session, Device.ended_at.is_null()).order_by(Device.id.desc()).first()


def release_device(device: Device, endpoint: str) -> None:
    """A browser changes hands: the row of who had it stays, and no longer knows it."""
    end_device(device, "replaced")
    Device.update(endpoint_hash=hash_token(f"{device.id} {endpoint}")).where(Device.id == device.id).execute()


def keep_device(found: Device | None, person: Person, name: str, keys: dict[str, Any]) -> Device:
    now = clock.now()
    values = keys | {"confirmed_at": now, "ended_at": None, "why_ended": ""}
    if found is None:
        try:
            with db.atomic():
                return Device.create(person=person, name=name[:80], created_at=now, **values)
        except IntegrityError:  # a double tap: the first one made it
            found = Device.get(Device.endpoint_hash == keys["endpoint_hash"])
    Device.update(**values).where(Device.id == found.id, Device.person == person).execute()
    return Device.get_by_id(found.id)


def welcome_device(device: Device) -> Notification:
    """A device proves at once that it shows what it is told."""
    return tell_device(device, "welcome", WELCOME_TITLE, WELCOME_BODY, timedelta(minutes=10))


def try_device(device: Device) -> Notification:
    """Its owner tries whether a device shows what it is told."""
    return tell_device(device, "test", TEST_TITLE, TEST_BODY, TEST_LASTS)


def tell_device(device: Device, kind: str, title: Any, body: Any, lasts: timedelta) -> Notification:
    with language_of(device.person.language):
        return notify(
            kind,
            [device.person],
            str(title),
            str(body),
            DEVICE_PAGE,
            key=f"{kind}-{device.id}-{new_token()}",
            tag=f"{kind}-{device.id}",
            expires_at=clock.now() + lasts,
            devices=[device],
        )


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
    now = clock.now()
    is_first = (
        Delivery.update(state="shown", why="", shown_at=now)
        .where(Delivery.id == delivery.id, Delivery.shown_at.is_null())
        .execute()
    )
    if is_first:
        Device.update(shown_at=now).where(Device.id == delivery.device_id).execute()
    return True


@db.atomic()
def open_notification(person: Person, notification_id: int, path: str | None = None) -> None:
    """Somebody has before them what a notification was about, at this path; only the first time counts. Raises
    DoesNotExist for who was not told, and for another page.
    """
    told = Notification.select().join(Delivery).where(Notification.id == notification_id, Delivery.person == person)
    if path is not None:
        told = told.where(Notification.path == path)
    if not told.exists():
        raise Notification.DoesNotExist
    Opening.insert(notification=notification_id, person=person, at=clock.now()).on_conflict_ignore().execute()


@db.atomic()
def end_signed_out_devices() -> int:
    """Who signed out, here or from elsewhere, is told nothing there any more: for good, also once the session itself is
    forgotten. How many devices that were."""
    signed_out = Device.select().join(Session).where(Device.ended_at.is_null(), Session.ended_at.is_null(False))
    devices = list(signed_out)
    for device in devices:
        end_device(device, "signed_out")
    return len(devices)
