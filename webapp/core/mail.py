"""Outgoing mail: a row in the transaction that needs it, then claimed, sent and marked by a worker.

A crash between sending and marking sends once more with the same Message-ID (RFC 5322), which mail programs show once.
"""

import logging
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from flask import current_app, render_template
from flask_babel import force_locale
from peewee import CharField, IntegerField, TextField

from webapp.core import clock
from webapp.core.db import Table, UtcDateTimeField, db
from webapp.core.jobs import every, job

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 12


class OutgoingMail(Table):
    """One mail to one address. States: pending → claimed → sent, or failed with the server's answer in `why`."""

    message_id = CharField(max_length=120, unique=True)
    to = CharField(max_length=200, index=True)
    subject = CharField(max_length=200)
    text = TextField()
    html = TextField()
    state = CharField(max_length=10, default="pending")
    attempts = IntegerField(default=0)
    try_at = UtcDateTimeField()
    why = CharField(max_length=300, default="")
    created_at = UtcDateTimeField()
    sent_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("state", "try_at"), False),)


class Postman(Protocol):
    """One open connection that takes mail; `send` raises smtplib's errors or OSError."""

    def send(self, message: EmailMessage) -> None: ...


class MailboxFolder:
    """Mail without a mail server: each message a file in a folder, to be read at /dev/mailbox in demo mode."""

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def send(self, message: EmailMessage) -> None:
        stamp = clock.now().strftime("%Y%m%dT%H%M%S%f")
        (self.folder / f"{stamp}-{uuid4().hex[:8]}.eml").write_bytes(message.as_bytes(policy=SMTP))


class SmtpServer:
    """A real mail server: `smtp://user:password@host:port` (STARTTLS where offered), or `smtps://` (TLS at once)."""

    def __init__(self, connection: smtplib.SMTP):
        self.connection = connection

    def send(self, message: EmailMessage) -> None:
        self.connection.send_message(message)


@contextmanager
def postman(smtp_url: str, mailbox: Path) -> Iterator[Postman]:
    """An open way to send many mails over one connection."""
    if not smtp_url:
        yield MailboxFolder(mailbox)
        return
    parts = urlsplit(smtp_url)
    host, user = parts.hostname or "localhost", unquote(parts.username or "")
    if parts.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=20, context=ssl.create_default_context()
        )
    else:
        connection = smtplib.SMTP(host, parts.port or 587, timeout=20)
    with connection:
        if parts.scheme == "smtp" and connection.has_extn("starttls"):
            connection.starttls(context=ssl.create_default_context())
        if user:
            connection.login(user, unquote(parts.password or ""))
        yield SmtpServer(connection)


def post_mail(to: str, language: str, subject: str, template: str, **context: object) -> OutgoingMail:
    """Write a mail from `<template>.txt` and `.html`; a worker sends it once this transaction commits."""
    settings = current_app.config["SETTINGS"]
    domain = settings.MAIL_FROM.rpartition("@")[2]
    with force_locale(language):
        context |= {
            "language": language,
            "subject": str(subject),
            "site_address": settings.SITE_ADDRESS,
            "organisation_name": settings.ORGANISATION,
        }
        mail = OutgoingMail.create(
            message_id=f"<{uuid4().hex}@{domain}>",
            to=to,
            subject=str(subject),
            text=render_template(f"{template}.txt", **context),
            html=render_template(f"{template}.html", **context),
            created_at=clock.now(),
            try_at=clock.now(),
        )
    deliver_mail()
    return mail


def as_message(mail: OutgoingMail, sender: str, sender_name: str) -> EmailMessage:
    """The mail as it travels: text with an HTML alternative; automatic mail asks not to be answered by a machine."""
    message = EmailMessage()
    message["From"] = formataddr((sender_name, sender))
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def claim_next_mail() -> OutgoingMail | None:
    """Take one mail that is due, with a lease: a mail of a worker that died is due again when the lease ends."""
    with db.atomic():
        mail = (
            OutgoingMail.select()
            .where(OutgoingMail.state.in_(["pending", "claimed"]), OutgoingMail.try_at <= clock.now())
            .order_by(OutgoingMail.try_at, OutgoingMail.id)
            .first()
        )
        if mail is None:
            return None
        taken = (
            OutgoingMail.update(state="claimed", try_at=clock.now() + LEASE, attempts=OutgoingMail.attempts + 1)
            .where(OutgoingMail.id == mail.id, OutgoingMail.try_at == mail.try_at)
            .execute()
        )
        return OutgoingMail.get_by_id(mail.id) if taken else None


def mark(mail: OutgoingMail, state: str, why: str = "", wait: timedelta = timedelta(0)) -> None:
    changes = {
        "state": state,
        "why": why[:300],
        "try_at": clock.now() + wait,
        "sent_at": clock.now() if state == "sent" else None,
    }
    OutgoingMail.update(changes).where(OutgoingMail.id == mail.id).execute()


def pause_after(attempts: int) -> timedelta:
    """How long to wait before the next attempt: 30 s, then twice as long each time, up to six hours."""
    return min(timedelta(seconds=30) * 2 ** (attempts - 1), timedelta(hours=6))


def is_final(problem: Exception) -> bool:
    """Whether the mail server said never (5xx), not later."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in problem.recipients.values())
    return isinstance(problem, smtplib.SMTPResponseException) and problem.smtp_code >= 500


def deliver_due_mail() -> int:
    """Send what is due over one connection; returns how many the server took."""
    settings = current_app.config["SETTINGS"]
    sent = 0
    mail = claim_next_mail()
    if mail is None:
        return 0
    try:
        with postman(settings.SMTP_URL, settings.DATA_FOLDER / "mail") as connection:
            while mail is not None:
                connection.send(as_message(mail, settings.MAIL_FROM, settings.ORGANISATION))
                mark(mail, "sent")
                sent += 1
                mail = claim_next_mail()
    except (smtplib.SMTPException, OSError) as problem:
        assert mail is not None
        gives_up = is_final(problem) or mail.attempts >= MOST_ATTEMPTS
        mark(
            mail,
            "failed" if gives_up else "pending",
            f"{type(problem).__name__}: {problem}",
            pause_after(mail.attempts),
        )
        log.warning("mail %s not sent: %s", mail.id, type(problem).__name__)
    return sent


@job
def deliver_mail() -> None:
    """Send what is due, right after the transaction that wrote it."""
    deliver_due_mail()


@every(minute="*")
def deliver_mail_every_minute() -> None:
    """Send what was left: a mail that must be tried again, or that a killed worker had in its hands."""
    while deliver_due_mail():
        pass


def oldest_waiting_mail() -> float | None:
    """Seconds that the oldest unsent mail has waited; None when nothing waits. `/health` shows it."""
    oldest = (
        OutgoingMail.select(OutgoingMail.created_at)
        .where(OutgoingMail.state.in_(["pending", "claimed"]))
        .order_by(OutgoingMail.id)
        .first()
    )
    return (clock.now() - oldest.created_at).total_seconds() if oldest else None
