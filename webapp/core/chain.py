"""Chains: registers in which an entry that is changed, deleted, added or moved afterwards is found.

Each entry has a link: a commitment to what it says (SHA-256 of a random salt and its content) and a mark, the HMAC of
its number, its commitment and the mark before it. The key lies outside the database (`REGISTER_KEY`), so who writes in
the database alone cannot make a link that fits. When an entry is erased its link stays, and tells nothing without salt
and content.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from peewee import BigIntegerField, CharField

from webapp.core import clock
from webapp.core.db import Table, UtcDateTimeField, db
from webapp.core.portal import settings

BEGINNING = "0" * 64


class ChainLink(Table):
    """The link of one entry. Nothing personal is in it, and it is never deleted."""

    chain = CharField(max_length=20)
    number = BigIntegerField()
    commitment = CharField(max_length=64)
    mark = CharField(max_length=64)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("chain", "number"), True),)


class ChainHead(Table):
    """How long a chain is and how it ends, sealed with the key: the last links cannot be cut off unseen."""

    chain = CharField(max_length=20, unique=True)
    length = BigIntegerField()
    mark = CharField(max_length=64)
    seal = CharField(max_length=64)


class Sealed(NamedTuple):
    """What an entry has to keep of its link."""

    number: int
    salt: str


class Link(NamedTuple):
    """A link as it is read: `has_mark` tells whether it fits the one before it."""

    number: int
    commitment: str
    has_mark: bool


def chain_key() -> bytes:
    """The key of this installation's chains."""
    return settings().REGISTER_KEY.encode()


def marked(key: bytes, *parts: object) -> str:
    return hmac.new(key, "|".join(map(str, parts)).encode(), hashlib.sha256).hexdigest()


def committed(salt: str, content: Iterable[Any]) -> str:
    """The commitment to a content: values that JSON can hold, in a fixed order."""
    text = json.dumps([salt, *content], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def wait_for_chain(chain: str) -> ChainHead:
    """Inside a transaction: nobody else adds to the chain until it ends."""
    ChainHead.insert(chain=chain, length=0, mark=BEGINNING, seal="").on_conflict_ignore().execute()
    ChainHead.update(length=ChainHead.length).where(ChainHead.chain == chain).execute()
    return ChainHead.get(ChainHead.chain == chain)


def add_to_chain(chain: str, content: Iterable[Any]) -> Sealed:
    """Add a link for an entry with this content, inside the transaction that writes the entry."""
    head, key, salt = wait_for_chain(chain), chain_key(), secrets.token_hex(32)
    number, commitment = head.length + 1, committed(salt, content)
    mark = marked(key, chain, head.mark, number, commitment)
    ChainLink.create(chain=chain, number=number, commitment=commitment, mark=mark, made_at=clock.now())
    ChainHead.update(length=number, mark=mark, seal=marked(key, "head", chain, number, mark)).where(
        ChainHead.id == head.id
    ).execute()
    return Sealed(number, salt)


def links_of(chain: str) -> Iterator[Link]:
    """The links as they stand, in their order."""
    key, before = chain_key(), BEGINNING
    rows = (
        ChainLink.select(ChainLink.number, ChainLink.commitment, ChainLink.mark)
        .where(ChainLink.chain == chain)
        .order_by(ChainLink.number, ChainLink.id)
    )
    for number, commitment, mark in db.execute(rows):
        yield Link(number, commitment, hmac.compare_digest(mark, marked(key, chain, before, number, commitment)))
        before = mark


def end_of(chain: str) -> tuple[int, str] | None:
    """How long the chain is and its last mark; None when its seal does not fit."""
    head = ChainHead.get_or_none(ChainHead.chain == chain)
    if head is None or (head.length == 0 and head.seal == ""):
        return 0, BEGINNING
    fits = hmac.compare_digest(head.seal, marked(chain_key(), "head", chain, head.length, head.mark))
    return (head.length, head.mark) if fits else None
