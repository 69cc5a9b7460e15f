"""Chains: registers in which an entry that is changed, deleted, added or moved afterwards is found.

Each entry has a link: a commitment to what it says (SHA-256 of a random salt and its content) and a mark, the HMAC of
its number, its commitment and the mark before it. The key lies outside the database (`REGISTER_KEY`), so who writes in
the database alone cannot make a link that fits. When an entry is erased its link stays, and tells nothing without salt
and content. `core/chain_checks.py` goes through a chain and names what does not fit.
"""

import hashlib
import hmac
import json
import logging
import secrets
from collections.abc import Iterable
from typing import Any, NamedTuple

from peewee import BigIntegerField, CharField, CompositeKey

from webapp.core.db import Table
from webapp.core.portal import settings

log = logging.getLogger(__name__)

BEGINNING = "0" * 64


class ChainLink(Table):
    """The link of one entry. Nothing personal is in it, and it is never deleted."""

    chain = CharField(max_length=20)
    number = BigIntegerField()
    commitment = CharField(max_length=64)
    mark = CharField(max_length=64)

    class Meta:
        primary_key = CompositeKey("chain", "number")


class ChainHead(Table):
    """How long a chain is and how it ends, sealed with the key: the last links cannot be cut off unseen."""

    chain = CharField(max_length=20, primary_key=True)
    length = BigIntegerField()
    mark = CharField(max_length=64)
    seal = CharField(max_length=64)


class Place(NamedTuple):
    """What an entry has to keep of its place in the chain."""

    number: int
    salt: str


def chain_key() -> bytes:
    """The key of this installation's chains."""
    return settings().REGISTER_KEY.encode()


def marked(key: bytes, *parts: object) -> str:
    return hmac.digest(key, "|".join(map(str, parts)).encode(), "sha256").hex()


def committed(salt: Any, content: Iterable[Any]) -> str:
    """The commitment to a content, in a fixed order: values as the database gives them to a plain query."""
    text = json.dumps([as_text(salt), *map(as_text, content)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def as_text(value: Any) -> Any:
    """A value alike from SQLite and PostgreSQL: the one keeps days and moments as text, and yes and no as 1 and 0."""
    if value is None or type(value) in (str, int, list):
        return value
    return int(value) if isinstance(value, bool) else str(value)


def wait_for_chain(chain: str) -> ChainHead:
    """Inside a transaction: nobody else adds to the chain until it ends."""
    ChainHead.insert(chain=chain, length=0, mark=BEGINNING, seal="").on_conflict_ignore().execute()
    ChainHead.update(length=ChainHead.length).where(ChainHead.chain == chain).execute()
    return ChainHead.get_by_id(chain)


def next_place(chain: str) -> Place:
    """The place of the next entry; inside the transaction that writes the entry and then its link."""
    return Place(wait_for_chain(chain).length + 1, secrets.token_hex(32))


def add_to_chain(chain: str, place: Place, content: Iterable[Any]) -> None:
    """Add the link of an entry that took the next place, with what the database now holds of it."""
    head, key, commitment = ChainHead.get_by_id(chain), chain_key(), committed(place.salt, content)
    if place.number != head.length + 1:
        raise ValueError("an entry that is not the next one of its chain")
    if head.length and head.seal != seal_of(key, chain, head.length, head.mark):
        # Written all the same, for consent must be withdrawn at all times; the chain is broken from here on.
        log.error("the end of the chain %s has another seal: is REGISTER_KEY the same on every machine?", chain)
    mark = marked(key, chain, head.mark, place.number, commitment)
    ChainLink.create(chain=chain, number=place.number, commitment=commitment, mark=mark)
    ChainHead.update(length=place.number, mark=mark, seal=seal_of(key, chain, place.number, mark)).where(
        ChainHead.chain == chain
    ).execute()


def seal_of(key: bytes, chain: str, length: int, mark: str) -> str:
    return marked(key, "head", chain, length, mark)
