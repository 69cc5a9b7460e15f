"""Somebody who may write in the database, past its triggers, but has not the key: all that they can do to the register.

Each way returns the numbers of the entries it touched: these must be named, and no others (None: the end of the chain).
"""

import random
import secrets
from collections.abc import Callable
from datetime import date, datetime, timedelta

from webapp.consent.models import ConsentDecision, ConsentErasure, ErasedDecision, Wording
from webapp.consent.queries.register import CHAIN, content_of
from webapp.core.chain import ChainHead, ChainLink, committed
from webapp.core.db import db
from webapp.tables import APPEND_ONLY

FAR = 1_000_000
OTHERS = {"yes": "no", "no": "yes", "portal": "paper", "paper": "portal"}


def disarm() -> None:
    """Take away what the database itself guards with, until the transaction is rolled back."""
    if "sqlite" in type(db.obj).__name__.lower():
        for table in APPEND_ONLY:
            for verb in ("UPDATE", "DELETE"):
                db.execute_sql(f'DROP TRIGGER "{table}_no_{verb}"')
        db.execute_sql("PRAGMA defer_foreign_keys = ON")
        return
    for table in APPEND_ONLY:
        db.execute_sql(f'DROP TRIGGER "{table}_append_only" ON "{table}"')
    db.execute_sql("SET LOCAL session_replication_role = replica")


def other(value):
    """Another value of the same kind."""
    if value in OTHERS:
        return OTHERS[value]
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return (value or 0) + FAR
    if isinstance(value, bool):
        return not value
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    if isinstance(value, date):
        return value + timedelta(days=1)
    return secrets.token_hex(32) if len(value) == 64 else value[:-1] + "~"


class Tamperer:
    """Draws what to touch; entries near what was touched already are left alone, so that each is judged by itself."""

    def __init__(self, seed: int):
        self.draw = random.Random(seed)
        self.near: set[int] = set()
        self.has_touched_end = False
        self.decisions = [row.number for row in ConsentDecision.select(ConsentDecision.number)]
        self.wordings = [row.number for row in Wording.select(Wording.number)]
        self.erasures = [row.number for row in ConsentErasure.select(ConsentErasure.number)]
        self.length = ChainHead.get_by_id(CHAIN).length
        self.ways: list[Callable[[], set]] = [
            *(self.edit_decision, self.edit_decision, self.edit_decision, self.edit_wording, self.edit_erasure),
            *(self.edit_erased, self.edit_link, self.edit_link, self.edit_end, self.delete_decision, self.delete_link),
            *(self.delete_both, self.delete_wording, self.delete_erasure, self.delete_erased, self.delete_first),
            *(self.delete_last, self.copy_decision, self.copy_link, self.copy_both, self.pretend_erasure),
            *(self.swap_numbers, self.swap_contents, self.swap_links, self.swap_both),
        ]

    def tamper(self) -> tuple[str, set] | None:
        """One way of touching the register, drawn; None when what it would touch is too near to another."""
        way = self.draw.choice(self.ways)
        try:
            return way.__name__, way()
        except LookupError:
            return None

    def one_of(self, numbers: list[int]) -> int:
        """One that is not near what was touched."""
        free = [number for number in numbers if number not in self.near]
        if not free:
            raise LookupError
        return self.touch(self.draw.choice(free))

    def touch(self, number: int) -> int:
        self.near |= set(range(number - 3, number + 4))
        return number

    def the_end(self) -> int:
        if self.has_touched_end or self.length in self.near:
            raise LookupError
        self.has_touched_end = True
        return self.touch(self.length)

    def edit(self, row, key) -> str:
        """Change one column, drawn; returns its name."""
        field = self.draw.choice(list(row._meta.sorted_fields))
        value = {field: other(row.__data__[field.name])}
        type(row).update(value).where(key).execute()
        return field.name

    def edit_decision(self) -> set:
        row = ConsentDecision.get(ConsentDecision.number == self.one_of(self.decisions[:-1]))
        name = self.edit(row, ConsentDecision.id == row.id)
        return {row.number, row.number + FAR} if name == "number" else {row.number}

    def edit_wording(self) -> set:
        row = Wording.get(Wording.number == self.one_of(self.wordings))
        name = self.edit(row, Wording.id == row.id)
        return {row.number, row.number + FAR} if name == "number" else {row.number}

    def an_erasure(self) -> ConsentErasure:
        return ConsentErasure.get(ConsentErasure.number == self.one_of(self.erasures))

    def numbers_of(self, erasure: ConsentErasure) -> set:
        rows = ErasedDecision.select(ErasedDecision.number).where(ErasedDecision.erasure == erasure.id)
        return {row.number for row in rows}

    def edit_erasure(self) -> set:
        erasure = self.an_erasure()
        numbers = self.numbers_of(erasure)
        name = self.edit(erasure, ConsentErasure.id == erasure.id)
        return {erasure.number, *numbers} | ({erasure.number + FAR} if name == "number" else set())

    def edit_erased(self) -> set:
        erasure = self.an_erasure()
        numbers = self.numbers_of(erasure)
        number = self.draw.choice(sorted(numbers))
        self.edit(ErasedDecision.get_by_id(number), ErasedDecision.number == number)
        return {erasure.number, *numbers}

    def edit_link(self) -> set:
        number = self.one_of(self.decisions[:-1])
        place = (ChainLink.chain == CHAIN) & (ChainLink.number == number)
        name = self.edit(ChainLink.get(place), place)
        return {number, number + FAR} if name == "number" else {number}

    def edit_end(self) -> set:
        self.the_end()
        name = self.edit(ChainHead.get_by_id(CHAIN), ChainHead.chain == CHAIN)
        return {None} if name else set()

    def delete_decision(self) -> set:
        number = self.one_of(self.decisions)
        ConsentDecision.delete().where(ConsentDecision.number == number).execute()
        return {number}

    def delete_link(self) -> set:
        number = self.one_of(self.decisions[:-1])
        ChainLink.delete().where(ChainLink.number == number).execute()
        return {number}

    def delete_both(self) -> set:
        number = self.delete_link().pop()
        ConsentDecision.delete().where(ConsentDecision.number == number).execute()
        return {number}

    def delete_wording(self) -> set:
        number = self.one_of(self.wordings)
        Wording.delete().where(Wording.number == number).execute()
        return {number}

    def delete_first(self) -> set:
        if 1 in self.near:
            raise LookupError
        self.touch(1)
        Wording.delete().where(Wording.number == 1).execute()
        ChainLink.delete().where(ChainLink.number == 1).execute()
        return {1}

    def delete_last(self) -> set:
        number = self.the_end()
        ConsentDecision.delete().where(ConsentDecision.number == number).execute()
        ChainLink.delete().where(ChainLink.number == number).execute()
        if self.draw.random() < 0.5:
            return {number}
        before = ChainLink.get(ChainLink.number == number - 1)
        ChainHead.update(length=before.number, mark=before.mark).execute()
        return {None}

    def delete_erasure(self) -> set:
        erasure = self.an_erasure()
        ConsentErasure.delete().where(ConsentErasure.id == erasure.id).execute()
        return {erasure.number, *self.numbers_of(erasure)}

    def delete_erased(self) -> set:
        erasure = self.an_erasure()
        numbers = self.numbers_of(erasure)
        ErasedDecision.delete().where(ErasedDecision.number == self.draw.choice(sorted(numbers))).execute()
        return {erasure.number, *numbers}

    def copy_decision(self, number: int = 0) -> set:
        number = number or self.length + FAR + self.draw.randrange(FAR)
        row = ConsentDecision.get(ConsentDecision.number == self.draw.choice(self.decisions[-500:]))
        given = row.__data__ | {"number": number, "id": number + 5 * FAR}
        ConsentDecision.insert(given).execute()
        return {number}

    def copy_link(self, number: int = 0) -> set:
        number = number or self.length + 3 * FAR + self.draw.randrange(FAR)
        row = ChainLink.get(ChainLink.number == self.draw.choice(self.decisions[-500:]))
        ChainLink.insert(row.__data__ | {"number": number}).execute()
        return {number}

    def copy_both(self) -> set:
        """One entry more, a commitment that fits, and an end that tells of it: the most one can do without the key."""
        number = self.the_end() + 1
        self.copy_decision(number)
        self.copy_link(number)
        row = ConsentDecision.get(ConsentDecision.number == number)
        commitment = committed(row.salt, content_of(row))
        ChainLink.update(commitment=commitment).where(ChainLink.number == number).execute()
        ChainHead.update(length=number, mark=ChainLink.get(ChainLink.number == number).mark).execute()
        return {number, None}

    def pretend_erasure(self) -> set:
        erasure, number = self.an_erasure(), self.one_of(self.decisions[:-1])
        numbers = self.numbers_of(erasure)
        ErasedDecision.create(erasure=erasure.id, number=number)
        if self.draw.random() < 0.5:
            ConsentDecision.delete().where(ConsentDecision.number == number).execute()
        return {erasure.number, number, *numbers}

    def two(self) -> tuple[int, int]:
        return self.one_of(self.decisions[:-1]), self.one_of(self.decisions[:-1])

    def swap_numbers(self) -> set:
        one, two = self.two()
        self.exchange(ConsentDecision, one, two)
        return {one, two}

    def swap_links(self) -> set:
        one, two = self.two()
        self.exchange(ChainLink, one, two)
        return {one, two}

    def swap_both(self) -> set:
        one, two = self.two()
        self.exchange(ConsentDecision, one, two)
        self.exchange(ChainLink, one, two)
        return {one, two}

    def exchange(self, table, one: int, two: int) -> None:
        for old, new in ((one, -1), (two, one), (-1, two)):
            table.update(number=new).where(table.number == old).execute()

    def swap_contents(self) -> set:
        """Everything but the numbers changes places."""
        pair = self.two()
        rows = [ConsentDecision.get(ConsentDecision.number == number) for number in pair]
        for row, said in zip(rows, reversed(rows), strict=True):
            values = {name: value for name, value in said.__data__.items() if name not in ("id", "number")}
            ConsentDecision.update(values).where(ConsentDecision.number == row.number).execute()
        return set(pair)
