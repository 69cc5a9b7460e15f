"""Going through a chain: every entry that was changed, deleted, added or moved is named.

A link that does not fit is not the end of the search. Of its true mark a few values are possible (the mark was left and
the commitment changed, or the other way round), and the next link tells which it was; so one entry that was touched is
named, and not all that come after it. What stands right after a hole cannot be held to the mark before it.
"""

import hmac
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from webapp.core.chain import BEGINNING, ChainHead, ChainLink, chain_key, marked, seal_of
from webapp.core.db import db

WIDEST_HOLE = 10_000  # who stands further away was not left behind by others, but put there


class Flaw(NamedTuple):
    """What is wrong with an entry; without a number: with the end of the chain.

    `kind`: `changed` (its content), `link_changed`, `misplaced` (it does not follow the one before it: its link was
    changed, or it stood elsewhere), `moved` (it says what another one said), `missing`, `link_missing`, `added`, `back`
    (erased, and here again), `unproven` (erased, and its erasure is not what it was), `cut_off` (the end is gone),
    `end_changed`.
    """

    number: Any
    kind: str


class Checked(NamedTuple):
    """What was found, the first entry first; how long the chain is, and its last mark."""

    flaws: list[Flaw]
    length: int
    mark: str


class Found(NamedTuple):
    """A link as it stands."""

    number: Any
    commitment: Any
    mark: Any


def check_chain(chain: str, entries: Iterable[tuple[Any, str]], erased: Mapping[Any, Any]) -> Checked:
    """Go through a chain. `entries`: of each entry that is there its number and the commitment to what it says now;
    `erased`: of each that may be gone its number, and the number of the erasure that says so (none: there is none)."""
    return Check(chain, entries, erased).result()


class Check:
    """One round through a chain."""

    def __init__(self, chain: str, entries: Iterable[tuple[Any, str]], erased: Mapping[Any, Any]):
        self.chain, self.key, self.erased = chain, chain_key(), erased
        self.flaws: dict[Any, str] = {}
        self.contents: dict[Any, str] = {}
        self.twice: list[tuple[Any, str]] = []
        for number, commitment in entries:
            if self.contents.setdefault(number, commitment) is not commitment:
                self.twice.append((number, commitment))
        self.head = ChainHead.get_or_none(ChainHead.chain == chain)
        self.length = self.sealed_length()
        self.links: dict[Any, Any] = {}  # the commitments of links that do not fit
        self.linked: set[Any] = set()
        self.last = Found(0, "", BEGINNING)

    def sealed_length(self) -> int | None:
        """How long the chain is, if its end is sealed well."""
        if self.head is None or (self.head.length == 0 and self.head.seal == ""):
            return 0 if self.head is None or self.head.mark == BEGINNING else None
        seal = seal_of(self.key, self.chain, self.head.length, self.head.mark)
        return self.head.length if same(self.head.seal, seal) else None

    def result(self) -> Checked:
        self.walk()
        self.check_end()
        self.check_left_over()
        self.check_erasures()
        self.name_moves()
        flaws = [Flaw(number, kind) for number, kind in self.flaws.items()] + list(strays_beside(self.chain))
        return Checked(sorted(flaws, key=by_number), self.last.number, str(self.last.mark))

    def walk(self) -> None:
        """Link after link: is none missing, does it follow the one before it, and is its entry what it was?"""
        befores = [BEGINNING]  # what the mark before may truly be; empty: nobody knows
        for link in links_of(self.chain):
            if not self.has_a_place(link):
                self.flaws[link.number] = "added"
                continue
            if link.number > self.last.number + 1:
                befores = self.leave_hole(link.number)
            befores = self.check_link(link, befores)
            self.last = link
            self.linked.add(link.number)

    def has_a_place(self, link: Found) -> bool:
        """Whether a link can be one of this chain's at all."""
        if type(link.number) is not int or link.number <= self.last.number:
            return False
        return link.number <= (self.length or self.last.number + WIDEST_HOLE)

    def leave_hole(self, number: int) -> list[str]:
        for missing in range(self.last.number + 1, number):
            self.flaws[missing] = "link_missing" if missing in self.contents else "missing"
        return []

    def check_link(self, link: Found, befores: list[str]) -> list[str]:
        """Judge one link and its entry; returns what its true mark may be."""
        said = self.contents.get(link.number)
        follows = self.fits(link, befores, link.commitment)
        if follows and said == link.commitment and link.number not in self.erased:
            return [link.mark]
        kind = self.flaw_of(link, said, follows, befores)
        if kind:
            self.flaws[link.number] = kind
            self.links[link.number] = link.commitment
        if follows:
            return [link.mark]
        guesses = {self.mark_of(before, link.number, what) for before in befores for what in (link.commitment, said)}
        return [str(link.mark), *guesses]

    def flaw_of(self, link: Found, said: str | None, follows: bool, befores: list[str]) -> str:
        is_erased = link.number in self.erased
        if (said is None) != is_erased:
            return "back" if is_erased else "missing"
        if said in (None, link.commitment):
            is_known = self.last.number in self.flaws  # what stands before is named, and its true mark nobody knows
            return "" if follows or is_known else "misplaced"
        return "link_changed" if not follows and self.fits(link, befores, said) else "changed"

    def fits(self, link: Found, befores: list[str], commitment: Any) -> bool:
        """Whether a link with this commitment follows the one before it; after a hole nobody can tell."""
        return not befores or any(same(link.mark, self.mark_of(before, link.number, commitment)) for before in befores)

    def mark_of(self, before: str, number: int, commitment: Any) -> str:
        return marked(self.key, self.chain, before, number, commitment)

    def check_end(self) -> None:
        """Is the chain as long as its end says, and is what it says sealed?"""
        number, mark = self.last.number, self.last.mark
        if self.length is None or self.length < number or (self.length == number and not self.ends_well(mark)):
            self.flaws[None] = "end_changed"
        seals_last = self.length is None and same(self.head.seal, seal_of(self.key, self.chain, number, mark))
        claimed = 0 if seals_last or self.head is None else self.head.length
        for missing in range(number + 1, min(as_number(claimed), number + WIDEST_HOLE) + 1):
            self.flaws[missing] = "cut_off"

    def ends_well(self, mark: Any) -> bool:
        """A last link whose mark was changed is named as such."""
        return not self.last.number or self.last.number in self.flaws or same(self.head.mark, mark)

    def check_erasures(self) -> None:
        """Entries that may be gone only because of an erasure that does not stand."""
        for number, erasure in self.erased.items():
            if (erasure is None or erasure in self.flaws) and number in self.linked and number not in self.contents:
                self.flaws.setdefault(number, "unproven")

    def check_left_over(self) -> None:
        """Entries without a link of their own."""
        for number, commitment in self.twice:
            self.flaws[number] = "added"
            self.contents[number] = commitment
        for number in self.contents.keys() - self.linked - self.flaws.keys():
            self.flaws[number] = "added"

    def name_moves(self) -> None:
        """What is wrong because two changed places: what the one should say, the other says."""
        said: dict[Any, Any] = {self.contents[number]: number for number in self.flaws if number in self.contents}
        meant: dict[Any, Any] = {commitment: number for number, commitment in self.links.items()}
        for number, kind in self.flaws.items():
            where = meant.get(self.contents.get(number)) if kind == "added" else said.get(self.links.get(number))
            if where not in (None, number):
                self.flaws[number] = "moved"


def links_of(chain: str) -> Iterator[Found]:
    """The links as they stand, in their order."""
    rows = (
        ChainLink.select(ChainLink.number, ChainLink.commitment, ChainLink.mark)
        .where(ChainLink.chain == chain)
        .order_by(ChainLink.number)
    )
    return (Found(*row) for row in db.execute(rows))


def strays_beside(chain: str) -> Iterator[Flaw]:
    """Links and ends of a chain that does not exist: there is one."""
    for (number,) in db.execute(ChainLink.select(ChainLink.number).where(ChainLink.chain != chain)):
        yield Flaw(number, "added")
    if ChainHead.select().where(ChainHead.chain != chain).exists():
        yield Flaw(None, "end_changed")


def same(one: Any, other: str) -> bool:
    return hmac.compare_digest(str(one).encode(errors="replace"), other.encode())


def as_number(value: Any) -> int:
    return value if type(value) is int else 0


def by_number(flaw: Flaw) -> tuple[bool, int]:
    """The first entry first, the end of the chain last."""
    return (flaw.number is None, as_number(flaw.number))
