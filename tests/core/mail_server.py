"""A real mail server on this machine, which parses what it is given and answers as a test tells it to."""

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class PostOffice:
    """What the server does and remembers. `rcpt` and `data`: what it answers to an address, once, before `250`."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.was_encrypted: list[bool] = []
        self.logins: list[tuple[str, str]] = []
        self.visits = 0
        self.rcpt: dict[str, str] = {}
        self.data: dict[str, str] = {}

    async def handle_RCPT(self, server: SMTP, session, envelope: Envelope, address: str, options) -> str:
        answer = self.rcpt.pop(address, "250 OK")
        if answer == "hang":
            await asyncio.sleep(30)
        if answer == "close":
            server.transport.abort()
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.data.pop(envelope.rcpt_tos[0], "250 OK")
        mail = message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage)
        self.was_encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        if answer.startswith("2"):
            self.mails.append(mail)
        return answer

    def check_login(self, server, session, envelope, mechanism, login: LoginPassword) -> AuthResult:
        self.logins.append((login.login.decode(), login.password.decode()))
        is_right = self.logins[-1] == ("portaal@school.example", "p@ss/woord")
        return AuthResult(success=is_right, handled=False)


@contextmanager
def mail_server(office: PostOffice, tls: ssl.SSLContext | None = None, **options) -> Iterator[int]:
    """The server's port, while it runs in a thread. `tls` speaks TLS from the first byte; `options` are aiosmtpd's."""
    loop = asyncio.new_event_loop()

    def visitor() -> SMTP:
        office.visits += 1
        return SMTP(office, loop=loop, authenticator=office.check_login, hostname="localhost", **options)

    server = loop.run_until_complete(loop.create_server(visitor, "127.0.0.1", 0, ssl=tls))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        asyncio.run_coroutine_threadsafe(cancel_the_rest(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def cancel_the_rest() -> None:
    mine = asyncio.current_task()
    others = [task for task in asyncio.all_tasks() if task is not mine]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


@cache
def certificate() -> tuple[bytes, bytes]:
    """A certificate for this machine that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return made.public_bytes(pem), key.private_bytes(pem, form, serialization.NoEncryption())


def server_tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / "certificate", Path(folder) / "key"]
        for path, pem in zip(paths, certificate(), strict=True):
            path.write_bytes(pem)
        context.load_cert_chain(*paths)
    return context


def trusting_tls() -> ssl.SSLContext:
    """What a portal uses whose machine trusts our certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # checks certificates and names, as the default context does
    context.load_verify_locations(cadata=certificate()[0].decode())
    return context
