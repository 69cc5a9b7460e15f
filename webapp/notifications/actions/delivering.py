"""Pushes on their way: claimed, sent, and marked as the answers come. The rows are the truth; a job only begins it.

A worker that dies leaves claimed rows, which are due again when their lease ends. What it had sent goes once more, with
the same tag and Topic, so that the person sees it once.
"""

import logging
import random
import threading
from collections.abc import Iterable, Iterator
from datetime import timedelta

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.credentials import kept_vapid_key
from webapp.core.db import among, db
from webapp.core.portal import settings
from webapp.notifications.actions.backing_off import let_services_rest
from webapp.notifications.actions.composing import ready_of, requests_of
from webapp.notifications.actions.devices import end_device
from webapp.notifications.actions.mailing import mail_those_who_have_not_opened
from webapp.notifications.channels.push_fan_out import PushPolicy, PushRequest, PushResult
from webapp.notifications.channels.web_push import PushSender
from webapp.notifications.models import Delivery, Device, Notification
from webapp.notifications.queries.pushes import Push, is_told_otherwise, pushes_of
from webapp.notifications.rules import URGENT, meaning_of, pause_after

log = logging.getLogger(__name__)

# Longer than a batch can take: a push service that is silent is given up for the time being (channels/web_push.py).
LEASE = timedelta(minutes=2)
BATCH = 250
HOPELESS = ("not https", "host not allowed", "private address", "bad keys")  # will not be better another time
_mine = threading.local()


def deliver_due_pushes() -> int:
    """Send every push that is due; how many the push services took. A device may have one more at once (413)."""
    accepted, in_hand = 0, dict[int, Push]()
    while True:
        was_any = False
        for results in send_pushes(due_requests(in_hand)):
            was_any = True
            answers = [(in_hand[result.id].endpoint, result) for result in results]
            accepted += mark(in_hand, results)
            let_services_rest(answers)
        if not was_any:
            return accepted


def due_requests(in_hand: dict[int, Push]) -> Iterator[PushRequest]:
    """Batch after batch, each claimed when the sender asks for it, while the last is still on its way."""
    while claimed := claim_pushes():
        ready = ready_of(claimed)
        in_hand.update({one.push.id: one.push for one in ready})
        yield from requests_of(ready)


@db.atomic()
def claim_pushes() -> list[Push]:
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
    taken = (
        Delivery.update(state="claimed", try_at=now + LEASE, attempts=Delivery.attempts + 1)
        .where(Delivery.id.in_(due), is_due)
        .returning(Delivery.id)
    )
    mine = [id for (id,) in taken.tuples().execute()]
    return pushes_of(mine) if mine else []


def send_pushes(requests: Iterable[PushRequest]) -> Iterator[list[PushResult]]:
    """Over the connections of this thread, which stay open for the next time; the results in groups, soon after."""
    if not hasattr(_mine, "sender"):
        chosen = settings()
        policy = PushPolicy(chosen.PUSH_HOSTS, chosen.VAPID_CONTACT, chosen.PUSH_CA_FILE)
        _mine.sender = PushSender(kept_vapid_key(chosen.DATA_FOLDER / "vapid.pem"), policy)
    return _mine.sender.send_in_groups(requests)


@db.atomic()
def mark(in_hand: dict[int, Push], results: list[PushResult]) -> int:
    """What the push services answered becomes the state of the deliveries; how many were accepted."""
    accepted = []
    for result in results:
        meaning = meaning_of(result.status)
        if meaning == "accepted":
            accepted.append(result.id)
        else:
            AFTER[meaning](in_hand[result.id], result)
    if accepted:
        keep_accepted(accepted)
    for result in results:
        del in_hand[result.id]
    return len(accepted)


def keep_accepted(ids: list[int]) -> None:
    """Unless the device said «shown» meanwhile, which is more than any answer tells."""
    Delivery.update(state="accepted", why="", accepted_at=clock.now()).where(
        among(Delivery.id, ids), Delivery.state != "shown"
    ).execute()


def put(push: Push, **values: object) -> bool:
    """Only while it is still ours: it may be stopped, shown already, or with another worker since our lease ended.
    Whether it was."""
    return bool(
        Delivery.update(**values)
        .where(Delivery.id == push.id, Delivery.state == "claimed", Delivery.attempts == push.attempts)
        .execute()
    )


def give_up(push: Push, why: str) -> None:
    """It will not arrive on this device. Who is told in no other way gets what is urgent by mail, at once."""
    if not put(push, state="failed", why=why):
        return
    notification = Notification.get_by_id(push.notification_id)
    if notification.kind == URGENT and not is_told_otherwise(notification, push.person_id):
        mail_those_who_have_not_opened(notification, [Person.get_by_id(push.person_id)])


def forget_gone(push: Push, result: PushResult) -> None:
    """The subscription is no more; unless the browser has told us of a new one meanwhile, which gets it instead."""
    device = Device.get_by_id(push.device_id)
    if device.endpoint != push.endpoint:
        put(push, state="pending", why="", try_at=clock.now())
    else:
        give_up(push, "gone")
        end_device(device, "gone")


def shorten_once(push: Push, result: PushResult) -> None:
    if push.why == "too_long":
        give_up(push, "too_long")
    else:
        put(push, state="pending", why="too_long", try_at=clock.now())


def raise_alarm(push: Push, result: PushResult) -> None:
    """Our key or our message is wrong: the device is kept, for a wrong key must not wipe everybody."""
    log.error("push service refused delivery %s with %s: check VAPID_CONTACT and the key", push.id, result.status)
    give_up(push, f"refused {result.status}")


def try_later(push: Push, result: PushResult) -> None:
    why = str(result.status or result.problem or "no answer")[:60]
    again = clock.now() + pause_after(push.attempts, result.retry_after, random.Random())  # noqa: S311 - no secret
    if result.problem.startswith(HOPELESS) or again >= Notification.get_by_id(push.notification_id).expires_at:
        give_up(push, why)
    else:
        put(push, state="pending", why=why, try_at=again)


AFTER = {"gone": forget_gone, "shorten": shorten_once, "alarm": raise_alarm, "later": try_later}
