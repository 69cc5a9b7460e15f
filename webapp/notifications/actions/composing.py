"""What is sent now of the pushes that a worker took, and in which words; all else is put aside with the reason."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from webapp.core import clock
from webapp.core.db import among, db
from webapp.core.i18n import language_of
from webapp.core.portal import settings
from webapp.notifications.channels.push_fan_out import PushRequest
from webapp.notifications.models import Delivery, Notification, is_over
from webapp.notifications.phrases import BUNDLE_TITLE, NEUTRAL_TITLE, NEUTRAL_URGENT
from webapp.notifications.queries.pushes import Push, notifications_of, told_to
from webapp.notifications.rules import (
    URGENT,
    WITHOUT_PREFERENCE,
    QuietHours,
    delivery_token,
    payload_of,
    quiet_until,
    travels,
)

NEWS = ("school_news", "group_news")
TOKENS_PLACE = "0" * 52  # as long as a token can be; the last thing of a payload that looks like it
BUNDLE, BUNDLE_WITHIN, BUNDLE_TAG = 5, timedelta(minutes=10), "news-bundle"


class Aside(NamedTuple):
    """Why a push does not go now: skipped for good, or pending until its device may sound again."""

    state: str
    why: str
    until: datetime | None = None


class Ready(NamedTuple):
    """A push that goes now, what it tells, and how much news its device gets in these minutes."""

    push: Push
    notification: Notification
    together: int


class Message(NamedTuple):
    """What devices read alike: the payload before and after the token that each has of its own, and how it travels."""

    before: bytes
    after: bytes
    ttl: int
    urgency: str
    topic: str


def ready_of(claimed: list[Push]) -> list[Ready]:
    """What goes now. The rest is put aside: it is over, its device has gone or is still, or a later one tells it."""
    now, told = clock.now(), notifications_of(claimed)
    lately = told_lately(claimed, told)
    ready: list[Ready] = []
    aside: dict[Aside, list[int]] = {}
    for push in claimed:
        notification, together = told[push.notification_id], lately.get(push.id, [])
        if reason := reason_to_wait(push, notification, together, now):
            aside.setdefault(reason, []).append(push.id)
        else:
            ready.append(Ready(push, notification, len(together)))
    if aside:
        put_aside(aside)
    return ready


def reason_to_wait(push: Push, notification: Notification, together: list[int], now: datetime) -> Aside | None:
    if is_over(notification, now):
        return Aside("skipped", "expired")
    if not push.is_living:
        return Aside("skipped", "device_ended")
    quiet = QuietHours(push.quiet_from, push.quiet_until, push.quiet_days)
    if notification.kind not in WITHOUT_PREFERENCE and (until := quiet_until(quiet, now, clock.SCHOOL_ZONE)):
        return Aside("pending", "quiet", until)
    if len(together) >= BUNDLE and push.id != together[-1]:
        return Aside("skipped", "bundled")
    return None


@db.atomic()
def put_aside(aside: dict[Aside, list[int]]) -> None:
    for reason, ids in aside.items():
        values: dict[str, Any] = {"state": reason.state, "why": reason.why}
        if reason.until:  # waiting is no attempt
            values |= {"try_at": reason.until, "attempts": Delivery.attempts - 1}
        Delivery.update(**values).where(among(Delivery.id, ids), Delivery.state == "claimed").execute()


def told_lately(claimed: Iterable[Push], told: dict[int, Notification]) -> dict[int, list[int]]:
    """For each push with news: the news of ten minutes for its device, itself among it, sent already or about to be."""
    news: dict[Push, datetime] = {
        push: told[push.notification_id].created_at for push in claimed if told[push.notification_id].kind in NEWS
    }
    if not news:
        return {}
    since, until = min(news.values()) - BUNDLE_WITHIN, max(news.values()) + BUNDLE_WITHIN
    by_device: dict[int, list[tuple[int, datetime]]] = {}
    for device_id, delivery_id, created_at in told_to({push.device_id for push in news}, NEWS, since, until):
        by_device.setdefault(device_id, []).append((delivery_id, created_at))
    return {
        push.id: [id for id, other in by_device[push.device_id] if abs(other - created_at) < BUNDLE_WITHIN]
        for push, created_at in news.items()
    }


def requests_of(ready: Iterable[Ready]) -> Iterator[PushRequest]:
    """The messages, made one by one as they are asked for; what many devices read alike is written once."""
    now, secret = clock.now(), settings().SECRET_KEY
    written: dict[tuple, Message] = {}
    for push, notification, together in ready:
        alike = (notification.id, push.language, push.hides_content, push.why == "too_long", together)
        if alike not in written:
            written[alike] = message_of(push, notification, together, now)
        before, after, ttl, urgency, topic = written[alike]
        payload = before + delivery_token(secret, push.id).encode() + after
        yield PushRequest(push.id, push.endpoint, push.p256dh, push.auth, payload, ttl, urgency, topic)


def message_of(push: Push, notification: Notification, together: int, now: datetime) -> Message:
    title, body, path, tag = words_of(push, notification, together)
    urgency, longest = travels(notification.kind)
    site = settings().SITE_ADDRESS
    shown = {"shown": f"{site}/notifications/shown/{TOKENS_PLACE}"}
    payload = payload_of(shown, title, body, f"{site}{path}", tag, push.language)
    before, _place, after = payload.rpartition(TOKENS_PLACE.encode())
    ttl = max(1, min(longest, int((notification.expires_at - now).total_seconds())))
    return Message(before, after, ttl, urgency, tag)


def words_of(push: Push, notification: Notification, together: int) -> tuple[str, str, str, str]:
    """Title, body, path, tag: no content for a device that hides it; for five posts at once only how many they are."""
    title, body, path, tag = notification.title, notification.body, notification.link, notification.tag
    if together >= BUNDLE:
        title, body, path, tag = said(BUNDLE_TITLE, push) % {"count": together}, "", "/news", BUNDLE_TAG
    if push.hides_content:
        title, body = said(NEUTRAL_URGENT if notification.kind == URGENT else NEUTRAL_TITLE, push), ""
    return title, "" if push.why == "too_long" else body, path, tag


def said(phrase: Any, push: Push) -> str:
    """A phrase in the language of who reads it."""
    with language_of(push.language):
        return str(phrase)
