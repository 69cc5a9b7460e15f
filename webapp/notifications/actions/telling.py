"""Telling people something: the one door through which everything goes that the portal tells."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from peewee import IntegrityError, chunked

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import db
from webapp.core.i18n import language_of
from webapp.core.mail import drop_mails
from webapp.notifications.actions.mailing import mail_people
from webapp.notifications.jobs import deliver_pushes
from webapp.notifications.models import Delivery, Device, Notification
from webapp.notifications.queries.devices import living_devices_of
from webapp.notifications.queries.preferences import Ways, ways_of
from webapp.notifications.rules import URGENT, WITHOUT_PREFERENCE
from webapp.schools.models import Unit

AT_ONCE = 500  # rows in one statement
LASTS = timedelta(hours=24)


@db.atomic()
def notify(
    kind: str,
    people: Iterable[Person],
    title: str,
    body: str,
    path: str,
    *,
    key: str,
    now: datetime | None = None,
    author: Person | None = None,
    unit: Unit | None = None,
    tag: str | None = None,
    expires_at: datetime | None = None,
    devices: Iterable[Device] | None = None,
) -> Notification:
    """Tell people something, each once and by the ways they chose; the same key again tells nobody anything.

    What is urgent goes to every device, and by mail to whom has none. `devices` narrows it to these.
    """
    now = now or clock.now()
    try:
        with db.atomic():
            notification = Notification.create(
                kind=kind, key=key, unit=unit, author=author, title=title[:150], body=body, path=path, created_at=now,
                tag=tag or hashlib.sha256(key.encode()).hexdigest()[:32], expires_at=expires_at or now + LASTS,
            )  # fmt: skip
    except IntegrityError:
        return Notification.get(Notification.key == key)
    told = list({person.id: person for person in people}.values())
    reached = list(devices) if devices is not None else living_devices_of(person.id for person in told)
    tell(notification, told, reached, now)
    return notification


@db.atomic()
def notify_in_own_language(
    kind: str, people: Iterable[Person], title: Any, body: Any, path: str, *, key: str, **more: Any
) -> None:
    """The same, in words of the portal itself: each reads them in the own language."""
    by_language: dict[str, list[Person]] = {}
    for person in people:
        by_language.setdefault(person.language, []).append(person)
    for language, readers in by_language.items():
        with language_of(language):
            notify(kind, readers, str(title), str(body), path, key=f"{key}-{language}", **more)


def tell(notification: Notification, people: list[Person], devices: list[Device], now: datetime) -> None:
    kind = notification.kind
    chosen = ways_of([person.id for person in people], kind)
    by_person: dict[int, list[Device]] = {}
    for device in devices:
        by_person.setdefault(device.person_id, []).append(device)
    rows, to_mail = [], []
    for person in people:
        ways, own = chosen.get(person.id, Ways()), by_person.get(person.id, [])
        rows += [row | {"person": person.id} for row in push_rows(kind, ways, own)]
        if (kind == URGENT and not own) or (kind not in WITHOUT_PREFERENCE and ways.mail):
            to_mail.append(person)
        elif kind not in WITHOUT_PREFERENCE:
            rows.append({"person": person.id, "channel": "mail", "device": None} | skipped("preference"))
    same = {"notification": notification.id, "created_at": now, "try_at": now}
    for part in chunked([row | same for row in rows], AT_ONCE):
        Delivery.insert_many(part).execute()
    mail_people(notification, to_mail)
    if rows:
        deliver_pushes()


@db.atomic()
def stop_notification(key: str) -> None:
    """What was told is taken back: who has not heard of it yet, hears nothing of it."""
    waiting = Delivery.state.in_(["pending", "claimed"]) & Delivery.notification.in_(
        Notification.select(Notification.id).where(Notification.key == key)
    )
    drop_mails(Delivery.select(Delivery.mail).where(waiting))
    # A mail that is in the postman's hands can no longer be stopped: its delivery follows it.
    Delivery.update(**skipped("withdrawn")).where(waiting, Delivery.mail.is_null()).execute()


def push_rows(kind: str, ways: Ways, devices: list[Device]) -> list[dict[str, Any]]:
    """A delivery for each device of somebody; where there is none to make, why not."""
    asks_preference = kind not in WITHOUT_PREFERENCE
    if asks_preference and not (ways.push and devices):
        why = "no_device" if ways.push else "preference"
        return [{"channel": "push", "device": None} | skipped(why)]
    return [
        {"channel": "push", "device": device.id}
        | (skipped("only_urgent") if asks_preference and device.only_urgent else {"state": "pending", "why": ""})
        for device in devices
    ]


def skipped(why: str) -> dict[str, str]:
    return {"state": "skipped", "why": why}
