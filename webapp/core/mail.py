"""Outgoing mail: a row in the transaction that needs it, then claimed, sent and marked by a worker.

A crash between sending and marking sends once more with the same Message-ID (RFC 5322), which mail programs show once.
"""

import logging
import smtplib
from collections.abc import Iterable
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Any
from uuid import uuid4

from flask import current_app, render_template
from flask_babel import force_locale
from mjml import mjml2html
from peewee import BooleanField, CharField, IntegerField, ModelSelect, TextField, fn

from webapp.core import clock
from webapp.core.db import Table, UtcDateTimeField, db
from webapp.core.jobs import every, job, job_in_a_hurry
from webapp.core.postmen import Postman, postman

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
SENT_MAIL_LASTS = timedelta(days=30)
MOST_ATTEMPTS = 12
# What is wrong with one mail, not with the server or our log-in there: the others go on over the same connection.
ONE_MAILS_TROUBLE = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPNotSupportedError, ValueError)


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
    is_urgent = BooleanField(default=False)
    unsubscribe_url = CharField(max_length=300, default="")  # for what a person may choose not to hear (RFC 8058)

    class Meta:
        indexes = ((("state", "try_at"), False),)


def post_mail(to: str, language: str, subject: str, template: str, **context: Any) -> OutgoingMail:
    """Write a mail from `<template>.txt` and `.mjml`; a worker sends it once this transaction commits."""
    mail = write_mail(to, language, subject, template, **context)
    deliver_mail()
    return mail


def write_mail(to: str, language: str, subject: str, template: str, **context: Any) -> OutgoingMail:
    """Write a mail, for who writes many and then has them sent with one `deliver_mail()`."""
    mail = draft_mail(to, language, subject, template, **context)
    mail.save(force_insert=True)
    return mail


def draft_mail(
    to: str,
    language: str,
    subject: str,
    template: str,
    *,
    message_name: str = "",
    is_urgent: bool = False,
    **context: object,
) -> OutgoingMail:
    """A mail that is not kept yet, for who makes many while others may write; then `keep_mails`.

    `message_name` is what its Message-ID begins with: for a mail that another row knows by its own number. What is
    urgent goes before all else that waits.
    """
    settings = current_app.config["SETTINGS"]
    domain = settings.MAIL_FROM.rpartition("@")[2]
    with force_locale(language):
        context |= {
            "language": language,
            "subject": str(subject),
            "site_address": settings.SITE_ADDRESS,
            "organisation_name": settings.ORGANISATION,
        }
        return OutgoingMail(
            message_id=f"<{message_name or uuid4().hex}@{domain}>",
            to=to,
            subject=str(subject),
            text=render_template(f"{template}.txt", **context),
            html=mjml2html(render_template(f"{template}.mjml", **context)),
            created_at=clock.now(),
            try_at=clock.now(),
            unsubscribe_url=context.get("unsubscribe_url", ""),
            is_urgent=is_urgent,
        )


def keep_mails(mails: Iterable[OutgoingMail]) -> dict[str, int]:
    """Write these drafts at once; Message-ID → row. A worker sends them once `deliver_mail()` is called."""
    rows = [mail.__data__ for mail in mails]
    if not rows:
        return {}
    written = OutgoingMail.insert_many(rows).returning(OutgoingMail.message_id, OutgoingMail.id).tuples()
    return dict(written.execute())


def drop_mails(ids: ModelSelect) -> None:
    """Of these mails, those that wait are not sent after all; one that is being sent goes on its way."""
    OutgoingMail.delete().where(OutgoingMail.id.in_(ids), OutgoingMail.state == "pending").execute()


def as_message(mail: OutgoingMail, sender: str, sender_name: str) -> EmailMessage:
    """The mail as it travels: text with an HTML alternative; automatic mail asks not to be answered by a machine."""
    message = EmailMessage()
    message["From"] = formataddr((sender_name, sender))
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe_url:  # one click in the mail program, without opening it (RFC 8058)
        message["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def claim_next_mail() -> OutgoingMail | None:
    """Take one mail that is due, with a lease: a mail of a worker that died is due again when the lease ends."""
    with db.atomic():
        mail = (
            OutgoingMail.select()
            .where(OutgoingMail.state.in_(["pending", "claimed"]), OutgoingMail.try_at <= clock.now())
            .order_by(OutgoingMail.is_urgent.desc(), OutgoingMail.try_at, OutgoingMail.id)
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


def mark_sent(mail: OutgoingMail) -> None:
    """The server has it. Its text is forgotten: it may hold a link that opens an account."""
    OutgoingMail.update(state="sent", sent_at=clock.now(), why="", text="", html="").where(
        OutgoingMail.id == mail.id
    ).execute()


def put_aside(mail: OutgoingMail, problem: Exception, is_hopeless: bool = False) -> None:
    """Not sent: to be tried again later, or given up, with the server's answer."""
    gives_up = is_hopeless or mail.attempts >= MOST_ATTEMPTS
    forgotten = {"text": "", "html": ""} if gives_up else {}  # links in it are nobody's business any more
    OutgoingMail.update(
        **forgotten,
        state="failed" if gives_up else "pending",
        why=f"{type(problem).__name__}: {problem}"[:300],
        try_at=clock.now() + pause_after(mail.attempts),
    ).where(OutgoingMail.id == mail.id).execute()
    log.warning("mail %s not sent: %s", mail.id, type(problem).__name__)


def pause_after(attempts: int) -> timedelta:
    """How long to wait before the next attempt: 30 s, then twice as long each time, up to six hours."""
    return min(timedelta(seconds=30) * 2 ** (attempts - 1), timedelta(hours=6))


def is_final(problem: Exception) -> bool:
    """Whether a mail with this trouble will never do: the server said so (5xx), or it cannot be written as a mail."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in problem.recipients.values())
    if isinstance(problem, smtplib.SMTPDataError):
        return problem.smtp_code >= 500
    return True


def hand_over(mail: OutgoingMail, connection: Postman) -> bool:
    """Give one mail to the server; whether it took it. Raises when the server itself is in trouble."""
    settings = current_app.config["SETTINGS"]
    try:
        connection.send(as_message(mail, settings.MAIL_FROM, settings.ORGANISATION))
    except ONE_MAILS_TROUBLE as problem:
        put_aside(mail, problem, is_final(problem))
        return False
    mark_sent(mail)
    return True


def deliver_due_mail() -> int:
    """Send what is due over one connection; returns how many the server took.

    When the server cannot be reached or refuses the log-in, the mail in hand is put aside and the rest waits.
    """
    settings = current_app.config["SETTINGS"]
    sent = 0
    mail = claim_next_mail()
    if mail is None:
        return 0
    try:
        with postman(settings.SMTP_URL, settings.DATA_FOLDER / "mail") as connection:
            while mail is not None:
                sent += hand_over(mail, connection)
                mail = claim_next_mail()
    except (smtplib.SMTPException, OSError, ValueError) as problem:
        if mail is None:  # every mail was taken; the server only parted rudely
            log.info("mail server: %s", type(problem).__name__)
        else:
            put_aside(mail, problem)
    return sent


@job
def deliver_mail() -> None:
    """Send what is due, right after the transaction that wrote it."""
    deliver_due_mail()


@job_in_a_hurry
def deliver_mail_in_a_hurry() -> None:
    """The same for what is urgent: letters and imports do not hold it up."""
    deliver_due_mail()


@every(minute="*")
def deliver_mail_every_minute() -> None:
    """Send what was left: a mail that must be tried again, or that a killed worker had in its hands."""
    while deliver_due_mail():
        pass


@every(hour="3", minute="50")
def forget_sent_mail_every_night() -> None:
    """That a mail went, and to whom, is known for a month."""
    OutgoingMail.delete().where(
        OutgoingMail.state == "sent", OutgoingMail.sent_at < clock.now() - SENT_MAIL_LASTS
    ).execute()


def oldest_waiting_mail() -> float | None:
    """Seconds that the oldest unsent mail has waited; None when nothing waits. `/health` shows it."""
    oldest = (
        OutgoingMail.select(OutgoingMail.created_at)
        .where(OutgoingMail.state.in_(["pending", "claimed"]))
        .order_by(OutgoingMail.id)
        .first()
    )
    return (clock.now() - oldest.created_at).total_seconds() if oldest else None


def unsent_mail() -> tuple[int, int]:
    """How many mails wait to be sent, and how many failed for good: for an administrator."""
    states = OutgoingMail.select(OutgoingMail.state, fn.COUNT(OutgoingMail.id)).group_by(OutgoingMail.state)
    counts = dict(states.tuples())
    return counts.get("pending", 0) + counts.get("claimed", 0), counts.get("failed", 0)
