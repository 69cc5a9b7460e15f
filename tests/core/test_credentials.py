"""Secrets: long, salted, and compared in a time that tells nothing."""

import hashlib
from types import SimpleNamespace

import pytest
from argon2 import extract_parameters

from tests.cast import PASSWORD
from webapp.core import credentials
from webapp.core.credentials import hash_secret, hash_token, new_token, secret_matches

OWN = {name: getattr(credentials, name) for name in ("_hasher", "_nobody")}  # before the tests' quick ones


@pytest.fixture(autouse=True)
def own_hashes(monkeypatch):
    """The portal's own hashing."""
    for name, value in OWN.items():
        monkeypatch.setattr(credentials, name, value)


def password_hash() -> str:
    return hash_secret(PASSWORD)


def test_token_is_256_random_bits_that_fit_in_an_address():
    tokens = {new_token() for _ in range(100)}

    assert (len(tokens), {len(token) for token in tokens}) == (100, {43})
    assert all(
        set(token) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") for token in tokens
    )


def test_of_a_token_only_a_hash_is_kept():
    assert hash_token("geheim") == hashlib.sha256(b"geheim").hexdigest()


def test_password_is_hashed_as_owasp_advises():
    assert password_hash().startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(
    ("stored", "secret", "matches"),
    [
        (password_hash, PASSWORD, True),
        (password_hash, PASSWORD + " ", False),
        (password_hash, "", False),
        (lambda: None, PASSWORD, False),
        (lambda: "", PASSWORD, False),
        (lambda: "no hash", PASSWORD, False),
    ],
)
def test_only_the_right_secret_matches(stored, secret, matches):
    assert secret_matches(stored(), secret) is matches


def test_nothing_stored_takes_as_long_as_a_wrong_secret(monkeypatch):
    compared = []
    monkeypatch.setattr(credentials, "_hasher", SimpleNamespace(verify=lambda stored, secret: compared.append(stored)))

    secret_matches(OWN["_hasher"].hash(PASSWORD), "verkeerd")
    secret_matches(None, "verkeerd")

    wrong, nobody = (extract_parameters(stored) for stored in compared)
    assert wrong == nobody  # the same memory, passes and length: the same work
