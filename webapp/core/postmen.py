"""Who takes outgoing mail: a real mail server, or a folder where there is none."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from ipaddress import ip_address
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from webapp.core import clock

PATIENCE = 20  # seconds that the mail server gets for each of its answers


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
    """An open way to send many mails over one connection; raises smtplib's errors or OSError when there is none."""
    if not smtp_url:
        yield MailboxFolder(mailbox)
        return
    parts = urlsplit(smtp_url)
    with connection_to(parts.scheme, parts.hostname or "localhost", parts.port) as connection:
        connection.ehlo()
        if connection.has_extn("starttls"):
            connection.starttls(context=ssl.create_default_context())
        if parts.username:
            if not isinstance(connection.sock, ssl.SSLSocket) and not is_this_machine(connection):
                raise smtplib.SMTPNotSupportedError("no log-in without TLS: the password would travel in clear")
            connection.login(unquote(parts.username), unquote(parts.password or ""))
        yield SmtpServer(connection)


def connection_to(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=PATIENCE, context=ssl.create_default_context())
    return smtplib.SMTP(host, port or 587, timeout=PATIENCE)


def is_this_machine(connection: smtplib.SMTP) -> bool:
    return connection.sock is not None and ip_address(connection.sock.getpeername()[0]).is_loopback
