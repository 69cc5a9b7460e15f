"""Decisions about what the school asks parents: when, until when, and by which signed address they answer."""

import hmac
from datetime import date, datetime, time, timedelta

from webapp.core import clock

MISSING, STILL_ILL = "missing", "still_ill"
ILL, ON_THE_WAY, BETTER = "ill", "on_the_way", "better"
ANSWERS = {MISSING: (ILL, ON_THE_WAY), STILL_ILL: (STILL_ILL, BETTER)}
NAMES = {MISSING: "where", STILL_ILL: "how"}  # in addresses and on the way: they tell nothing of illness
LATEST = "08:30"  # until when the morning's question is caught up with, after a worker was down
AT_LEAST = timedelta(hours=1)  # … or this long, where a unit asks later


def time_of(now: datetime) -> str:
    """What the school's clock shows."""
    return f"{now.astimezone(clock.SCHOOL_ZONE):%H:%M}"


def is_after(wanted: str, now: datetime) -> bool:
    """Whether the school's clock has come to this time of the day."""
    return time_of(now) >= wanted


def is_time_to_ask_how_it_is(still_ill_at: str, now: datetime) -> bool:
    """Whether parents are asked now if their child is still ill: from the unit's own time until half past eight."""
    local = datetime.combine(date.min, time.fromisoformat(still_ill_at))
    latest = LATEST if still_ill_at < LATEST else f"{local + AT_LEAST:%H:%M}"
    return still_ill_at <= time_of(now) < latest


def end_of(day: date) -> datetime:
    """When a question of this day is over."""
    return clock.at(day + timedelta(days=1), time(0))


def answer_token(secret: str, person_id: int, kind: str, day: date) -> str:
    """What stands in the address by which one guardian answers what was asked on one day: nobody can make another's."""
    number = f"{person_id}-{NAMES[kind]}-{day:%Y%m%d}"
    return f"{number}-{hmac.digest(secret.encode(), f'answer-{number}'.encode(), 'sha256').hex()[:32]}"


def asked_by(secret: str, token: str) -> tuple[int, str, date] | None:
    """Who was asked what on which day, by the token of an address; None for one that we did not make."""
    number, name, day, *_rest = [*token.split("-"), "", "", ""]
    kind = next((kind for kind in NAMES if NAMES[kind] == name), "")
    is_ours = token.isascii() and number.isdigit() and len(number) < 19 and kind
    if not (is_ours and day.isdigit() and len(day) == 8):
        return None
    try:
        asked_on = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return None
    is_same = hmac.compare_digest(answer_token(secret, int(number), kind, asked_on), token)
    return (int(number), kind, asked_on) if is_same else None
