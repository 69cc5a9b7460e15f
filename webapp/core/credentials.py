"""Secrets: made, kept, hashed and compared."""

import hashlib
import os
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's second recommended setting for argon2id (19 MiB, two passes): about 25 ms on a small machine.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_nobody = _hasher.hash(secrets.token_hex(16))


def new_token() -> str:
    """A fresh secret of 256 bits, as 43 base64url characters: for sessions and for links in a mail."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is stored of a token. One round of SHA-256 suffices: 256 random bits cannot be guessed from it."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_secret(secret: str) -> str:
    """What is stored of a password or the secret half of a link code (argon2id, salted)."""
    return _hasher.hash(secret)


def secret_matches(stored: str | None, secret: str) -> bool:
    """Whether the secret is the stored one. With nothing stored it takes as long, so that time tells no stranger."""
    try:
        return _hasher.verify(stored or _nobody, secret) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def keep_once(path: Path, make: Callable[[], bytes]) -> None:
    """Make this file (mode 0600) unless it is there. Of two processes that start at once the first decides for both:
    a file appears with all that it holds, never empty or half.
    """
    if path.exists():
        return
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(make())
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(unfinished, path)
    unfinished.unlink()


def kept_secret(path: Path) -> str:
    """The secret kept in this file, made on first use."""
    keep_once(path, lambda: new_token().encode())
    return path.read_text().strip()


def kept_vapid_key(path: Path) -> Path:
    """The file with this installation's VAPID key pair (RFC 8292: P-256, PEM), made on first start."""
    keep_once(path, new_vapid_key)
    return path


@cache
def public_vapid_key(path: Path) -> str:
    """What a browser subscribes with, its `applicationServerKey`: the public half (65 bytes), in base64url."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

    key = load_pem_private_key(path.read_bytes(), None).public_key()
    return urlsafe_b64encode(key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)).decode().rstrip("=")


def new_vapid_key() -> bytes:
    from py_vapid import Vapid02

    vapid = Vapid02()
    vapid.generate_keys()
    return vapid.private_pem()
