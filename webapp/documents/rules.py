"""Decisions about letters: how one is numbered, and in which language it is read."""

import secrets
from datetime import date

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base32: no I, L, O, U
FAMILY, SCHOOL = "family", "school"


def new_number(day: date) -> str:
    """A document number that nobody can guess: the year and 40 random bits, `2026-K7QM3F9T`."""
    return f"{day.year}-{''.join(secrets.choice(ALPHABET) for _ in range(8))}"


def tidy_number(typed: str) -> str:
    """A number as somebody typed it: any case, spaces around it."""
    return typed.strip().upper()[:20]


def template_of(kind: str) -> str:
    """Where the letter of a kind (`leave/decision`) has its template."""
    feature, _, name = kind.partition("/")
    return f"{feature}/print/{name}.html"
