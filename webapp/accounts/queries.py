"""Reads about people and their sessions."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from peewee import ModelSelect, Value

from webapp.accounts.models import MailedLink, Person, Session
from webapp.core.credentials import hash_token
from webapp.core.db import KeptQuery, Table


def person_with_email(email: str) -> Person | None:
    """Who has this mail address, if anybody."""
    return Person.get_or_none(Person.email == email.strip().lower())


SESSION_COLUMNS = (
    "id",
    "device",
    "created_at",
    "seen_at",
    "confirmed_at",
    "expires_at",
)
PERSON_COLUMNS = (
    "id",
    "name",
    "email",
    "password_hash",
    "phone",
    "about",
    "language",
    "photo",
    "created_at",
    "activated_at",
    "signs_in_daily",
)


def session_query(value: Callable[[str], Value]) -> ModelSelect:
    columns = [getattr(Session, name) for name in SESSION_COLUMNS] + [getattr(Person, name) for name in PERSON_COLUMNS]
    return (
        Session.select(*columns)
        .join(Person)
        .where(Session.token_hash == value("token_hash"))
        .where(Session.ended_at.is_null(), Session.expires_at > value("now"))
        .where(Person.blocked_at.is_null())
    )


SESSION = KeptQuery(session_query)


def session_with_token(token: str, now: datetime) -> Session | None:
    """The open session with this token, and its person, in one query: every request asks it."""
    rows = SESSION.rows(token_hash=hash_token(token), now=now)
    if not rows:
        return None
    person = row_of(Person, PERSON_COLUMNS, rows[0][len(SESSION_COLUMNS) :])
    return row_of(Session, SESSION_COLUMNS, rows[0], person=person)


def row_of(table: type[Table], columns: Sequence[str], values: Sequence[Any], **more: Any) -> Any:
    """A row of a table from the first of these plain values, as a select would have made it."""
    fields = table._meta.fields
    given = {name: fields[name].python_value(value) for name, value in zip(columns, values, strict=False)}
    return table(**given, **more)


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
