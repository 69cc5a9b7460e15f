"""Pushes on their way: claimed, sent, and marked as the answers come. The rows are the truth; a job only begins it.

A worker that dies leaves claimed rows, which are due again when their lease ends. What it had sent goes once more, with
the same tag and Topic, so that the person sees it once.
"""

import logging
import random
import threading
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from peewee import chunked

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.credentials import kept_vapid_key
from webapp.core.db import db
from webapp.core.i18n import language_of
from webapp.core.portal import settings
from webapp.notifications.actions.backing_off import let_services_rest
from webapp.notifications.actions.devices import end_device
from webapp.notifications.actions.mailing import mail_those_who_have_not_opened
from webapp.notifications.channels.web_push import PushPolicy, PushRequest, PushResult, PushSender
from webapp.notifications.models import Delivery, Device, Notification, is_over
from webapp.notifications.phrases import BUNDLE_TITLE, NEUTRAL_TITLE
from webapp.notifications.queries.devices import living_devices
from webapp.notifications.rules import (
    URGENT,
    WITHOUT_PREFERENCE,
    QuietHours,
    delivery_token,
    meaning_of,
    pause_after,
    payload_of,
    quiet_until,
    travels,
)

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
BATCH = 500
MARKED_AT_ONCE = 50
NEWS = ("school_news", "group_news")
BUNDLE, BUNDLE_WITHIN, BUNDLE_TAG = 5, timedelta(minutes=10), "news-bundle"
HOPELESS = ("not https", "host not allowed", "private address", "bad keys")  # will not be better another time
_mine = threading.local()


def deliver_due_pushes() -> int:
    """Send every push that is due, batch after batch; how many the push services took."""
    accepted = 0
    while claimed := claim_pushes():
        living = {device.id for device in living_devices().where(Device.id.in_({d.device_id for d in claimed}))}
        ready = [request for delivery in claimed if (request := prepared(delivery, living)) is not None]
        deliveries = {delivery.id: delivery for delivery in claimed}
        for results in chunked(send_pushes(ready), MARKED_AT_ONCE):
            accepted += mark(deliveries, results)
            let_services_rest([(deliveries[result.id].device.endpoint, result) for result in results])
    return accepted


@db.atomic()
def claim_pushes() -> list[Delivery]:
    """Take what is due, urgent first, with a lease; two workers never take the same."""
    now = clock.now()
    is_due = (Delivery.channel == "push") & Delivery.state.in_(["pending", "claimed"]) & (Delivery.try_at <= now)
    due = (
        Delivery.select(Delivery.id)
        .join(Notification)
        .where(is_due)
        .order_by((Notification.kind == URGENT).desc(), Delivery.try_at, Delivery.id)
        .limit(BATCH)
    )
    ids = [id for (id,) in due.tuples()]
    taken = (
        Delivery.update(state="claimed", try_at=now + LEASE, attempts=Delivery.attempts + 1)
        .where(Delivery.id.in_(ids), is_due)
        .returning(Delivery.id)
    )
    mine = [row.id for row in taken.execute()] if ids else []
    return list(
        Delivery.select(Delivery, Notification, Device, Person)
        .join(Notification)
        .join_from(Delivery, Device)
        .join_from(Delivery, Person)
        .where(Delivery.id.in_(mine))
        .order_by((Notification.kind == URGENT).desc(), Delivery.id)
    )


def prepared(delivery: Delivery, living: set[int]) -> PushRequest | None:
    """The message to send now, or None when it is over, or waits because its device is to be still."""
    now, notification, device = clock.now(), delivery.notification, delivery.device
    if is_over(notification, now):
        put(delivery, state="skipped", why="expired")
        return None
    if device.id not in living:
        put(delivery, state="skipped", why="device_ended")
        return None
    if notification.kind not in WITHOUT_PREFERENCE and (until := still_until(device, now)):
        put(delivery, state="pending", why="quiet", try_at=until, attempts=delivery.attempts - 1)
        return None
    together = told_lately(delivery) if notification.kind in NEWS else []
    if len(together) >= BUNDLE and delivery.id != together[-1]:
        put(delivery, state="skipped", why="bundled")
        return None
    return request_of(delivery, now, len(together))


def still_until(device: Device, now: datetime) -> datetime | None:
    quiet = QuietHours(device.quiet_from, device.quiet_until, device.quiet_days)
    return quiet_until(quiet, now, clock.SCHOOL_ZONE)


def told_lately(delivery: Delivery) -> list[int]:
    """The news of ten minutes for this device, this one among it: sent already or about to be."""
    rows = (
        Delivery.select(Delivery.id)
        .join(Notification)
        .where(Delivery.device == delivery.device, Notification.kind.in_(NEWS))
        .where(Notification.created_at > delivery.notification.created_at - BUNDLE_WITHIN)
        .where(Notification.created_at < delivery.notification.created_at + BUNDLE_WITHIN)
        .order_by(Delivery.id)
    )
    return [id for (id,) in rows.tuples()]


def request_of(delivery: Delivery, now: datetime, together: int) -> PushRequest:
    """The message: for a device that hides content without it, for five posts at once only how many they are."""
    notification, device, chosen = delivery.notification, delivery.device, settings()
    title, body, path, tag = notification.title, notification.body, notification.link, notification.tag
    language = delivery.person.language
    with language_of(language):
        if together >= BUNDLE:
            title, body, path, tag = str(BUNDLE_TITLE) % {"count": together}, "", "/news", BUNDLE_TAG
        if device.hides_content:
            title, body = str(NEUTRAL_TITLE), ""
    if delivery.why == "too_long":
        body = ""
    urgency, longest = travels(notification.kind)
    shown = f"{chosen.SITE_ADDRESS}/notifications/shown/{delivery_token(chosen.SECRET_KEY, delivery.id)}"
    return PushRequest(
        id=delivery.id,
        endpoint=device.endpoint,
        p256dh=device.p256dh,
        auth=device.auth,
        payload=payload_of({"shown": shown}, title, body, f"{chosen.SITE_ADDRESS}{path}", tag, language),
        ttl=max(1, min(longest, int((notification.expires_at - now).total_seconds()))),
        urgency=urgency,
        topic=tag,
    )


def send_pushes(requests: Iterable[PushRequest]) -> Iterator[PushResult]:
    """Over the connections of this thread, which stay open for the next time."""
    if not hasattr(_mine, "sender"):
        chosen = settings()
        policy = PushPolicy(chosen.PUSH_HOSTS, chosen.VAPID_CONTACT, chosen.PUSH_CA_FILE)
        _mine.sender = PushSender(kept_vapid_key(chosen.DATA_FOLDER / "vapid.pem"), policy)
    return _mine.sender.send(requests)


@db.atomic()
def mark(deliveries: dict[int, Delivery], results: Iterable[PushResult]) -> int:
    """What the push services answered becomes the state of the deliveries; how many were accepted."""
    accepted = 0
    for result in results:
        meaning = meaning_of(result.status)
        AFTER[meaning](deliveries[result.id], result)
        accepted += meaning == "accepted"
    return accepted


def put(delivery: Delivery, **values: object) -> None:
    """Unless the device said «shown» meanwhile, which is more than any answer tells. What was stopped stays stopped:
    nothing puts it back among what waits.
    """
    may = Delivery.state == "claimed" if values["state"] == "pending" else Delivery.state != "shown"
    Delivery.update(**values).where(Delivery.id == delivery.id, may).execute()


def keep_accepted(delivery: Delivery, result: PushResult) -> None:
    put(delivery, state="accepted", why="", accepted_at=clock.now())


def forget_gone(delivery: Delivery, result: PushResult) -> None:
    """The subscription is no more. Who has no other device left gets what is urgent by mail at once."""
    put(delivery, state="failed", why="gone")
    end_device(delivery.device, "gone")
    has_another = living_devices().where(Device.person == delivery.person_id).exists()
    if delivery.notification.kind == URGENT and not has_another:
        mail_those_who_have_not_opened(delivery.notification, [delivery.person])


def shorten_once(delivery: Delivery, result: PushResult) -> None:
    if delivery.why == "too_long":
        put(delivery, state="failed", why="too_long")
    else:
        put(delivery, state="pending", why="too_long", try_at=clock.now())


def raise_alarm(delivery: Delivery, result: PushResult) -> None:
    """Our key or our message is wrong: the device is kept, for a wrong key must not wipe everybody."""
    log.error("push service refused delivery %s with %s: check VAPID_CONTACT and the key", delivery.id, result.status)
    put(delivery, state="failed", why=f"refused {result.status}")


def try_later(delivery: Delivery, result: PushResult) -> None:
    why = str(result.status or result.problem or "no answer")[:60]
    again = clock.now() + pause_after(delivery.attempts, result.retry_after, random.Random())  # noqa: S311 - no secret
    if result.problem.startswith(HOPELESS) or again >= delivery.notification.expires_at:
        put(delivery, state="failed", why=why)
    else:
        put(delivery, state="pending", why=why, try_at=again)


AFTER = {
    "accepted": keep_accepted,
    "gone": forget_gone,
    "shorten": shorten_once,
    "alarm": raise_alarm,
    "later": try_later,
}
