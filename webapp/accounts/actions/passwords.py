"""Passwords: forgotten, chosen, changed."""

from webapp.accounts import notices
from webapp.accounts.actions.accounts import check_password, close_links, mail_link, use_link
from webapp.accounts.actions.sessions import end_sessions
from webapp.accounts.models import Person, Session
from webapp.accounts.queries import open_link, person_with_email
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.credentials import hash_secret, secret_matches
from webapp.core.db import db
from webapp.core.errors import Refused


@db.atomic()
def ask_new_password(email: str) -> None:
    """Somebody forgot the password: whoever owns the address gets a link. A stranger learns nothing."""
    person = person_with_email(email)
    if person and not person.blocked_at:
        notices.send_password_link(person, mail_link(person, "password"))


def choose_password(token: str, password: str, purpose: str = "password", name: str | None = None) -> Person:
    """A new password by a mailed link (forgotten, or an invitation). It proves the address, ends every session and
    every other mailed link: what somebody else asked for in the meantime.
    """
    link = open_link(token, purpose, clock.now())
    if link is None:
        raise Refused("link_used")
    check_password(password, name or link.person.name, link.person.email)
    return keep_chosen_password(token, hash_secret(password), purpose, name)


@db.atomic()
def keep_chosen_password(token: str, password_hash: str, purpose: str, name: str | None) -> Person:
    person = use_link(token, purpose).person
    person.password_hash = password_hash
    person.name = name or person.name
    person.activated_at = person.activated_at or clock.now()
    person.save(only=[Person.password_hash, Person.activated_at, Person.name])
    end_sessions(person)
    close_links(person)
    audit(person, "choose_password", person)
    if purpose == "password":
        notices.tell_password_changed(person)
    return person


def change_password(session: Session, old: str, new: str) -> None:
    """The person changes the password; every other device is signed out, and no mailed link works any more."""
    person = session.person
    if not secret_matches(person.password_hash, old):
        raise Refused("wrong_password")
    check_password(new, person.name, person.email)
    keep_changed_password(session, hash_secret(new))


@db.atomic()
def keep_changed_password(session: Session, password_hash: str) -> None:
    person = session.person
    person.password_hash = password_hash
    person.save(only=[Person.password_hash])
    end_sessions(person, but=session.id)
    close_links(person)
    audit(person, "change_password", person)
    notices.tell_password_changed(person)
