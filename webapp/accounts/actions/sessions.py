"""Signing in and out, on which device, for how long."""

from datetime import timedelta

from webapp.accounts import notices, rules
from webapp.accounts.actions.accounts import mail_link
from webapp.accounts.models import Person, Session
from webapp.accounts.queries import person_with_email
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.credentials import hash_token, new_token, secret_matches
from webapp.core.db import db
from webapp.core.errors import Refused


def sign_in(email: str, password: str, device: str, lasts: tuple[int, int]) -> tuple[Person, str]:
    """Somebody signs in on a device; returns them and the session's token. `lasts`: days (parent), hours (staff).

    Who is unknown, has no password yet or is blocked gets the same refusal in the same time.
    """
    person = person_with_email(email)
    matches = secret_matches(person.password_hash if person else None, password)
    if person is None or not matches or person.blocked_at:
        raise Refused("wrong_sign_in")
    if not person.activated_at:
        with db.atomic():
            notices.send_activation(person, mail_link(person, "activation"))
        raise Refused("not_activated")
    return person, open_session(person, device, lasts)


@db.atomic()
def open_session(person: Person, device: str, lasts: tuple[int, int]) -> str:
    """A new session of this person on a device; returns its token, of which only a hash is kept."""
    token, now = new_token(), clock.now()
    Session.create(
        token_hash=hash_token(token),
        person=person,
        device=device[:80],
        created_at=now,
        seen_at=now,
        confirmed_at=now,
        expires_at=now + rules.session_lasts(person.signs_in_daily, *lasts),
    )
    audit(person, "sign_in", person, device=device[:80])
    return token


def keep_session_alive(session: Session, lasts: tuple[int, int]) -> None:
    """Somebody is here: the idle time begins again. A staff session ends a working day after it began."""
    now = clock.now()
    if now - session.seen_at < rules.SEEN_IS_WRITTEN_EVERY:
        return
    changes = {"seen_at": now}
    if not session.person.signs_in_daily:
        changes["expires_at"] = now + timedelta(days=lasts[0])
    Session.update(**changes).where(Session.id == session.id).execute()


@db.atomic()
def end_session(person: Person, session_id: int) -> None:
    """Sign out on one of the person's own devices; raises DoesNotExist for another's."""
    session = Session.get(Session.id == session_id, Session.person == person)
    Session.update(ended_at=clock.now()).where(Session.id == session.id, Session.ended_at.is_null()).execute()
    audit(person, "end_session", person)


@db.atomic()
def end_sessions(person: Person, but: int | None = None) -> None:
    """Sign out everywhere, or everywhere but on this device."""
    Session.update(ended_at=clock.now()).where(
        Session.person == person, Session.ended_at.is_null(), Session.id != (but or 0)
    ).execute()
    audit(person, "end_sessions", person)


def confirm_session(session: Session, password: str) -> None:
    """The person types the password again, before something that cannot be undone."""
    if not secret_matches(session.person.password_hash, password):
        raise Refused("wrong_password")
    Session.update(confirmed_at=clock.now()).where(Session.id == session.id).execute()
