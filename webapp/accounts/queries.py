"""Reads about people and their sessions."""

from datetime import datetime

from peewee import ModelSelect

from webapp.accounts.models import MailedLink, Person, Session
from webapp.core.credentials import hash_token


def person_with_email(email: str) -> Person | None:
    """Who has this mail address, if anybody."""
    return Person.get_or_none(Person.email == email.strip().lower())


def session_with_token(token: str, now: datetime) -> Session | None:
    """The open session with this token, and its person, in one query."""
    return (
        Session.select(Session, Person)
        .join(Person)
        .where(Session.token_hash == hash_token(token))
        .where(Session.ended_at.is_null(), Session.expires_at > now)
        .where(Person.blocked_at.is_null())
        .first()
    )


def sessions_of(person: Person, now: datetime) -> ModelSelect:
    """The devices on which this person is signed in, the last used first."""
    return (
        Session.select()
        .where(Session.person == person, Session.ended_at.is_null(), Session.expires_at > now)
        .order_by(Session.seen_at.desc())
    )


def open_link(token: str, purpose: str, now: datetime) -> MailedLink | None:
    """The unused link of this purpose that was mailed with this token, with its person."""
    return (
        MailedLink.select(MailedLink, Person)
        .join(Person)
        .where(MailedLink.token_hash == hash_token(token), MailedLink.purpose == purpose)
        .where(MailedLink.used_at.is_null(), MailedLink.expires_at > now)
        .first()
    )
