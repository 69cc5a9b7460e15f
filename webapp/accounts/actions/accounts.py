"""Accounts: made, activated, invited, and the address they belong to."""

from peewee import IntegrityError

from webapp.accounts import notices, rules
from webapp.accounts.models import MailedLink, Person, Session
from webapp.accounts.queries import open_link, person_with_email
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.credentials import hash_secret, hash_token, new_token
from webapp.core.db import db
from webapp.core.errors import Refused


def mail_link(person: Person, purpose: str, email: str | None = None) -> str:
    """A fresh link of this purpose; the earlier unused ones of the same purpose stop working. Returns its token."""
    token = new_token()
    now = clock.now()
    close_links(person, purpose)
    MailedLink.create(
        token_hash=hash_token(token),
        person=person,
        purpose=purpose,
        email=email or person.email,
        created_at=now,
        expires_at=now + rules.LINK_LASTS[purpose],
    )
    return token


def close_links(person: Person, *purposes: str) -> None:
    """The person's unused links of these purposes, or of every purpose, stop working."""
    MailedLink.update(used_at=clock.now()).where(
        MailedLink.person == person,
        MailedLink.used_at.is_null(),
        MailedLink.purpose.in_(list(purposes or rules.LINK_LASTS)),
    ).execute()


def use_link(token: str, purpose: str) -> MailedLink:
    """Use up a mailed link; of two who use it at once, one is refused."""
    now = clock.now()
    link = open_link(token, purpose, now)
    used = (
        link and MailedLink.update(used_at=now).where(MailedLink.id == link.id, MailedLink.used_at.is_null()).execute()
    )
    if not link or not used:
        raise Refused("link_used")
    return link


def check_password(password: str, *about: str) -> None:
    problem = rules.password_problem(password, about)
    if problem:
        raise Refused(problem)


@db.atomic()
def create_account(name: str, email: str, password: str, language: str = "nl") -> Person:
    """A person makes an account; it works once activated from the mail. Raises Refused("email_known")."""
    check_password(password, name, email)
    try:
        with db.atomic():
            person = Person.create(
                name=name,
                email=email.lower(),
                password_hash=hash_secret(password),
                language=language,
                created_at=clock.now(),
            )
    except IntegrityError:
        raise Refused("email_known") from None
    audit(person, "create_account", person)
    notices.send_activation(person, mail_link(person, "activation"))
    return person


@db.atomic()
def activate_account(token: str) -> Person:
    """The link in the mail was followed: the address is theirs, and the account works."""
    person = use_link(token, "activation").person
    if person.activated_at is None:
        person.activated_at = clock.now()
        person.save(only=[Person.activated_at])
        audit(person, "activate_account", person)
    return person


@db.atomic()
def invite_person(name: str, email: str, unit_name: str) -> Person:
    """Somebody is invited to work here: a known person is told, a new one gets an account to finish from the mail."""
    Person.insert(
        name=name, email=email.strip().lower(), created_at=clock.now(), signs_in_daily=True
    ).on_conflict_ignore().execute()
    person = Person.get(Person.email == email.strip().lower())
    if not person.signs_in_daily:
        person.signs_in_daily = True
        person.save(only=[Person.signs_in_daily])
        # A parent's session of a month is too long for who works here: the next one lasts a working day.
        Session.update(ended_at=clock.now()).where(Session.person == person, Session.ended_at.is_null()).execute()
    notices.send_invitation(person, "" if person.activated_at else mail_link(person, "invitation"), unit_name)
    return person


@db.atomic()
def ask_email_change(person: Person, email: str) -> None:
    """The person wants another mail address: it is theirs once they follow the link sent there."""
    if email == person.email:
        raise Refused("same_email")
    known = person_with_email(email)
    if known:
        notices.tell_email_is_known(known)
        return
    notices.send_email_link(person, email, mail_link(person, "email", email))


@db.atomic()
def change_email(token: str) -> Person:
    """The link at the new address was followed: the address changes, and both addresses are told."""
    link = use_link(token, "email")
    person, old = link.person, link.person.email
    try:
        with db.atomic():
            Person.update(email=link.email).where(Person.id == person.id).execute()
    except IntegrityError:
        raise Refused("link_used") from None
    close_links(person)  # a link in the old mailbox no longer opens this account
    audit(person, "change_email", person)
    notices.tell_email_changes(person, old, link.email)
    return person
