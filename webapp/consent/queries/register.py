"""What the entries of the register say, as the database holds it: for their commitments."""

from collections.abc import Iterator
from typing import Any

from peewee import JOIN, ModelSelect

from webapp.consent.models import ConsentDecision, ConsentErasure, ErasedDecision, Purpose, Wording
from webapp.core.chain import committed
from webapp.core.db import db

CHAIN = "consent"

# Every column but `number` and `salt`, in the order in which they are committed to. A test holds the lists complete.
DECISION = (
    *(ConsentDecision.id, ConsentDecision.child, ConsentDecision.purpose, ConsentDecision.wording),
    *(ConsentDecision.guardian, ConsentDecision.signer, ConsentDecision.choice, ConsentDecision.source),
    *(ConsentDecision.counts_from, ConsentDecision.removes_earlier, ConsentDecision.recorded_by_id),
    *(ConsentDecision.recorded_by_name, ConsentDecision.recorded_at),
)
WORDING = (
    *(Wording.id, Wording.purpose, Wording.version, Wording.round, Wording.title, Wording.text, Wording.from_day),
    *(Wording.made_by_id, Wording.made_at, Purpose.unit, Purpose.key),  # of which unit it is, and for what
)
ERASURE = (ConsentErasure.id, ConsentErasure.erased_by_id, ConsentErasure.erased_at)


def decision_rows() -> ModelSelect:
    return ConsentDecision.select(ConsentDecision.number, ConsentDecision.salt, *DECISION)


def wording_rows() -> ModelSelect:
    return Wording.select(Wording.number, Wording.salt, *WORDING).join(Purpose, JOIN.LEFT_OUTER)


def erasure_rows() -> ModelSelect:
    return ConsentErasure.select(ConsentErasure.number, ConsentErasure.salt, *ERASURE)


def content_of(entry: ConsentDecision | Wording) -> list[Any]:
    """All that an entry says; for a wording also of which unit it is, and for what."""
    is_decision = isinstance(entry, ConsentDecision)
    rows = decision_rows() if is_decision else wording_rows()
    [(_number, _salt, *content)] = db.execute(rows.where(type(entry).number == entry.number))
    return ["decision" if is_decision else "wording", *content]


def content_of_erasure(erasure: ConsentErasure) -> list[Any]:
    """All that an erasure says: who did it and when, and the numbers of what is gone."""
    [(_number, _salt, *content)] = db.execute(erasure_rows().where(ConsentErasure.number == erasure.number))
    return ["erasure", *content, numbers_erased().get(erasure.id, [])]


def numbers_erased() -> dict[Any, list[Any]]:
    """The numbers of what each erasure took away, by erasure."""
    found: dict[Any, list[Any]] = {}
    rows = ErasedDecision.select(ErasedDecision.erasure, ErasedDecision.number).order_by(ErasedDecision.number)
    for erasure_id, number in db.execute(rows):
        found.setdefault(erasure_id, []).append(number)
    return found


def commitments() -> Iterator[tuple[Any, str]]:
    """Of each entry that is there, its number and the commitment to what it says now."""
    erased = numbers_erased()
    for number, salt, *content in db.execute(decision_rows()):
        yield number, committed(salt, ["decision", *content])
    for number, salt, *content in db.execute(wording_rows()):
        yield number, committed(salt, ["wording", *content])
    for number, salt, *content in db.execute(erasure_rows()):
        yield number, committed(salt, ["erasure", *content, erased.get(content[0], [])])
