"""Decisions about link codes: how one is read and shown, and why one no longer works."""

import secrets
from datetime import datetime

# Crockford's base32 (crockford.com/base32.html): no I, L, O or U, so that nobody misreads a letter in a letter.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})
SELECTOR_LENGTH = 4
CODE_LENGTH = 12
WRONG_SECRETS_LOCK = 10


def new_characters(length: int) -> str:
    """That many random characters of a code, 5 bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def shown(selector: str, secret: str) -> str:
    """The code as it stands in the letter: `K7QM-3F9T-XW2C`."""
    return f"{selector}-{secret[:4]}-{secret[4:]}"


def read(typed: str) -> tuple[str, str] | None:
    """Selector and secret of what somebody typed, case, dashes and spaces ignored; None when it is no code at all."""
    characters = "".join(c for c in typed.upper() if c.isalnum()).translate(LOOKALIKES)
    if len(characters) != CODE_LENGTH or set(characters) - set(ALPHABET):
        return None
    return characters[:SELECTOR_LENGTH], characters[SELECTOR_LENGTH:]


def is_locked_by(wrong_secrets: int) -> bool:
    """Whether so many wrong secrets lock a code."""
    return wrong_secrets >= WRONG_SECRETS_LOCK


def why_closed(
    now: datetime,
    expires_at: datetime,
    locked_at: datetime | None,
    renewed_at: datetime | None,
    used: int,
    most: int,
) -> str | None:
    """Why a code links nobody any more (`code_renewed`, `code_locked`, `code_expired`, `code_full`), or None."""
    if renewed_at is not None:
        return "code_renewed"
    if locked_at is not None:
        return "code_locked"
    if now >= expires_at:
        return "code_expired"
    return "code_full" if used >= most else None
