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
MOST_REPLACED = 20  # tags that travel with a bundle


class Aside(NamedTuple):
    """Why a push does not go now: skipped for good, or pending until its device may sound again."""

    state: str
    why: str
    until: datetime | None = None


class Ready(NamedTuple):
    """A push that goes now, what it tells, and of a bundle how much news it stands for, and in whose place it comes."""

    push: Push
    notification: Notification
    together: int = 0
    replaces: tuple[str, ...] = ()


class Message(NamedTuple):
    """What devices read alike: the payload before and after the token that each has of its own, and how it travels."""

    before: bytes
    after: bytes
    ttl: int
    urgency: str
    topic: str


def ready_of(claimed: list[Push]) -> list[Ready]:
    """What goes now. The rest is put aside: it is over, its device has gone or is still, or another one tells it."""
    now, told = clock.now(), notifications_of(claimed)
    aside: dict[Aside, list[int]] = {}
    going: list[Push] = []
    for push in claimed:
        if reason := reason_to_wait(push, told[push.notification_id], now):
            aside.setdefault(reason, []).append(push.id)
        else:
            going.append(push)
    news = [push for push in going if told[push.notification_id].kind in NEWS]
    ready = list(bundled(news, told, now)) if news else []
    ready += [Ready(push, told[push.notification_id]) for push in going if told[push.notification_id].kind not in NEWS]
    carried = {push.id for push in going} - {one.push.id for one in ready}
    if carried:
        aside[Aside("skipped", "bundled")] = sorted(carried)
    if aside:
        put_aside(aside)
    order = {push.id: number for number, push in enumerate(claimed)}
    return sorted(ready, key=lambda one: order[one.push.id])


def bundled(news: list[Push], told: dict[int, Notification], now: datetime) -> Iterator[Ready]:
    """News as it goes to each device: one by one, or, when it is five in ten minutes with what the device showed just
    before, the last for all, in the place of what stands there."""
    earlier: dict[int, list[str]] = {}
    for device_id, tag in told_to({push.device_id for push in news}, NEWS, now - BUNDLE_WITHIN):
        earlier.setdefault(device_id, []).append(tag)
    by_device: dict[int, list[Push]] = {}
    for push in news:
        by_device.setdefault(push.device_id, []).append(push)
    for device_id, pushes in by_device.items():
        before = earlier.get(device_id, [])
        together = len(before) + len(pushes)
        if together < BUNDLE:
            yield from (Ready(push, told[push.notification_id]) for push in pushes)
        else:
            yield Ready(pushes[-1], told[pushes[-1].notification_id], together, tuple(before[-MOST_REPLACED:]))


def reason_to_wait(push: Push, notification: Notification, now: datetime) -> Aside | None:
    if is_over(notification, now):
        return Aside("skipped", "expired")
    if not push.is_living:
        return Aside("skipped", "device_ended")
    quiet = QuietHours(push.quiet_from, push.quiet_until, push.quiet_days)
    if notification.kind not in WITHOUT_PREFERENCE and (until := quiet_until(quiet, now, clock.SCHOOL_ZONE)):
        return Aside("pending", "quiet", until)
    return None


@db.atomic()
def put_aside(aside: dict[Aside, list[int]]) -> None:
    for reason, ids in aside.items():
        values: dict[str, Any] = {"state": reason.state, "why": reason.why}
        if reason.until:  # waiting is no attempt
            values |= {"try_at": reason.until, "attempts": Delivery.attempts - 1}
        Delivery.update(**values).where(among(Delivery.id, ids), Delivery.state == "claimed").execute()


def requests_of(ready: Iterable[Ready]) -> Iterator[PushRequest]:
    """The messages, made one by one as they are asked for; what many devices read alike is written once."""
    now, secret = clock.now(), settings().SECRET_KEY
    written: dict[tuple, Message] = {}
    for one in ready:
        push = one.push
        looks = (push.language, push.hides_content, push.why == "too_long")
        alike = (one.notification.id, *looks, one.together, one.replaces)
        if alike not in written:
            written[alike] = message_of(one, now)
        before, after, ttl, urgency, topic = written[alike]
        payload = before + delivery_token(secret, push.id).encode() + after
        yield PushRequest(push.id, push.endpoint, push.p256dh, push.auth, payload, ttl, urgency, topic)


def message_of(one: Ready, now: datetime) -> Message:
    push, notification, together, replaces = one
    title, body, path, tag = words_of(push, notification, together)
    urgency, longest = travels(notification.kind)
    site = settings().SITE_ADDRESS
    shown = {"replaces": replaces, "shown": f"{site}/notifications/shown/{TOKENS_PLACE}"}
    payload = payload_of(shown, title, body, f"{site}{path}", tag, push.language)
    before, _place, after = payload.rpartition(TOKENS_PLACE.encode())
    ttl = max(1, min(longest, int((notification.expires_at - now).total_seconds())))
    return Message(before, after, ttl, urgency, tag)


def words_of(push: Push, notification: Notification, together: int) -> tuple[str, str, str, str]:
    """Title, body, path, tag: no content for a device that hides it; for five posts at once only how many they are."""
    title, body, path, tag = notification.title, notification.body, notification.link, notification.tag
    if together:
        title, body, path, tag = said(BUNDLE_TITLE, push) % {"count": together}, "", "/news", BUNDLE_TAG
    if push.hides_content:
        title, body = said(NEUTRAL_URGENT if notification.kind == URGENT else NEUTRAL_TITLE, push), ""
    return title, "" if push.why == "too_long" else body, path, tag


def said(phrase: Any, push: Push) -> str:
    """A phrase in the language of who reads it."""
    with language_of(push.language):
        return str(phrase)
