"""Decisions about telling: by which way, when it is quiet, what a push service's answer means, what travels."""

import hashlib
import hmac
import json
import random
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

KINDS = ("school_news", "group_news", "calendar", "conferences", "absence", "leave", "consent", "reminders", "digest")
BY_MAIL_ONLY = ("digest",)  # what is no news of this moment
URGENT = "urgent"  # past every preference and quiet hour
WITHOUT_PREFERENCE = (URGENT, "welcome", "test")

# Urgency and seconds that a push service keeps a message for a phone that is off (RFC 8030, 5.2 and 5.3).
TRAVELS = {URGENT: ("high", 6 * 3600), "welcome": ("normal", 600), "test": ("high", 60)}
AS_USUAL = ("normal", 24 * 3600)
LONGEST_PAYLOAD = 3_000  # bytes before encryption: safe with every push service (limit 4,096 after it)
FIRST_PAUSE = timedelta(seconds=30)
BUSY = (429, 503)
LONGEST_URGENT_REST = timedelta(minutes=1)
SEVERAL = 3  # time-outs at once that tell something of the push service, not of one line
MOST_DEVICES = 10


@dataclass(frozen=True, slots=True)
class QuietHours:
    """When a device is to be still: from and until on the school's clock («22:00»), and ISO week days all day."""

    start: str = ""
    end: str = ""
    days: str = ""

    @property
    def has_hours(self) -> bool:
        return bool(self.start and self.end and self.start != self.end)


def quiet_until(quiet: QuietHours, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Until when the device is still, or None when it may sound now.

    Times are those of the clock on the wall: on the nights the clock changes, the quiet ends at the hour that was set.
    """
    local, waited = now.astimezone(zone), False
    for _ in range(16):  # at most a week of quiet days and nights, one after the other
        end = end_of_quiet(quiet, local, zone)
        if end is None:
            return local if waited else None
        local, waited = end, True
    return local


def end_of_quiet(quiet: QuietHours, local: datetime, zone: ZoneInfo) -> datetime | None:
    """The end of the quiet stretch that this moment is in; the next may begin right there."""
    today = local.date()
    if str(today.isoweekday()) in quiet.days:
        return at(today + timedelta(days=1), time(0), zone)
    if not quiet.has_hours:
        return None
    start, end, clock = time.fromisoformat(quiet.start), time.fromisoformat(quiet.end), local.time()
    if start < end:
        return at(today, end, zone) if start <= clock < end else None
    if clock >= start:
        return at(today + timedelta(days=1), end, zone)
    return at(today, end, zone) if clock < end else None


def at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone)


def meaning_of(status: int | None) -> str:
    """What a push service's answer means: accepted, gone, shorten, alarm (our key or message is wrong) or later."""
    if status in (200, 201, 202, 204):
        return "accepted"
    if status in (404, 410):
        return "gone"
    if status == 413:
        return "shorten"
    return "alarm" if status in (400, 401, 403) else "later"


def pause_after(attempts: int, retry_after: int | None, chance: random.Random) -> timedelta:
    """How long to wait: what the service asks, and at least 30 s, twice as long each time, give or take a half."""
    pause = FIRST_PAUSE * 2 ** max(0, min(attempts - 1, 10)) * chance.uniform(0.5, 1.5)
    return max(pause, timedelta(seconds=retry_after or 0))


class Rest(NamedTuple):
    """How long a push service is left alone: with what is urgent, and with all else."""

    urgent: timedelta
    usual: timedelta


def rest_after(answers: Iterable[tuple[int | None, int | None, str]]) -> Rest:
    """The rest of a push service after these answers (status, seconds of `Retry-After`, problem) that it gave.

    What it asks holds for all that can wait. What is urgent waits a minute at most, and only when the service itself
    is in trouble (503, or several 429): a single 429 may be about a single device.
    """
    answers = list(answers)
    busy = [retry_after or 0 for status, retry_after, _problem in answers if status in BUSY]
    slow = [problem for _status, _retry_after, problem in answers if problem == "timed out"]
    asked = timedelta(seconds=max(busy, default=0))
    is_busy = busy or len(slow) >= SEVERAL
    is_in_trouble = len(busy) >= SEVERAL or any(status == 503 for status, _retry_after, _problem in answers)
    urgent = min(asked, LONGEST_URGENT_REST) if is_in_trouble else timedelta()
    return Rest(urgent, max(asked, FIRST_PAUSE) if is_busy else timedelta())


def short_trouble(why: str) -> str:
    """What went wrong with a mail, short: the kind of error, and the mail server's own words where it gave some.

    `SMTPRecipientsRefused: {'noor@ouders.example': (550, b'no such family')}` is `SMTPRecipientsRefused 550 no such
    family`.
    """
    kind = "TimeoutError" if "timed out" in why else why.partition(":")[0]  # smtplib calls it a disconnection
    answer = re.search(r"\((\d{3}), b['\"]([^'\"]*)", why)
    return f"{kind} {answer[1]} {answer[2]}"[:60].strip() if answer else kind[:60]


def travels(kind: str) -> tuple[str, int]:
    """Urgency and time to live of a kind."""
    return TRAVELS.get(kind, AS_USUAL)


def delivery_token(secret: str, delivery_id: int) -> str:
    """What a device shows to say «this one was shown»: it proves which delivery, and nobody can make another's."""
    mark = hmac.digest(secret.encode(), f"shown-{delivery_id}".encode(), "sha256").hex()[:32]
    return f"{delivery_id}-{mark}"


def delivery_of(secret: str, token: str) -> int | None:
    """Which delivery a token is of; None for a token that we did not make."""
    number, _, _mark = token.partition("-")
    is_ours = token.isascii() and number.isdigit() and len(number) < 19
    return int(number) if is_ours and hmac.compare_digest(delivery_token(secret, int(number)), token) else None


def unsubscribe_token(secret: str, person_id: int, kind: str) -> str:
    """What stands in a mail's link to hear no more of this kind by mail."""
    mark = hmac.new(secret.encode(), f"unsubscribe-{person_id}-{kind}".encode(), hashlib.sha256).hexdigest()[:32]
    return f"{person_id}-{kind}-{mark}"


def unsubscription_of(secret: str, token: str) -> tuple[int, str] | None:
    """Whose mail of which kind a token stops; None for one that we did not make."""
    number, _, rest = token.partition("-")
    kind = rest.partition("-")[0]
    is_ours = number.isascii() and number.isdigit() and len(number) < 19 and kind in KINDS and token.isascii()
    same = is_ours and hmac.compare_digest(unsubscribe_token(secret, int(number), kind), token)
    return (int(number), kind) if same else None


def payload_of(shown: Mapping[str, Any], title: str, body: str, navigate: str, tag: str, language: str) -> bytes:
    """The message as it travels, in the form of Declarative Web Push; a body too long for it is cut with an ellipsis.

    `shown` is what our own worker needs besides; browsers that show the message by themselves pass it by.
    """

    def whole(text: str) -> bytes:
        notification = {"title": title, "body": text, "navigate": navigate, "tag": tag, "lang": language, "dir": "auto"}
        message = {"web_push": 8030, "notification": notification | {"silent": False}, "mutable": True}
        return json.dumps(message | {"schoolplein": dict(shown)}, ensure_ascii=False).encode()

    if len(message := whole(body)) <= LONGEST_PAYLOAD:
        return message
    characters = range(min(len(body), LONGEST_PAYLOAD))
    fitting = bisect_right(characters, LONGEST_PAYLOAD, key=lambda count: len(whole(f"{body[:count]}…"))) - 1
    return whole(f"{body[: max(0, fitting)]}…")
