"""Decisions about how the digests of a Saturday went."""

from datetime import date, datetime, timedelta

from webapp.digest.rules.hours import is_time_for_digests

MAIL_TAKES = timedelta(minutes=15)  # a mail server that is away longer is not worth watching


def outcome_of(state: str, mail_state: str | None) -> str:
    """How one digest went: `sent`, `waiting` for the mail server, `failed`, `empty` or `unwanted`. Of what was sent
    long ago the mail is forgotten."""
    if state != "written":
        return state
    return {"pending": "waiting", "claimed": "waiting", "failed": "failed"}.get(mail_state or "sent", "sent")


def how_far(ended_at: datetime | None, week: date, now: datetime) -> str:
    """Whether a unit's digests are all made (`ended`), being made (`running`), or left there (`broken_off`):
    on another day, or in the evening, nobody goes on with them. `now` is on the school's clock."""
    if ended_at:
        return "ended"
    return "running" if now.date() == week and is_time_for_digests(now) else "broken_off"


def is_worth_watching(progress: str, waiting: int, ended_at: datetime | None, now: datetime) -> bool:
    """Whether a page that shows them should look again: while they are made, and shortly after while mails wait."""
    return progress == "running" or bool(waiting and ended_at and now - ended_at < MAIL_TAKES)
