"""Is the register what it was?"""

from typing import Any

from peewee import JOIN

from webapp.consent.models import ConsentErasure, ErasedDecision
from webapp.consent.queries.register import CHAIN, commitments
from webapp.core.chain import ChainLink
from webapp.core.chain_checks import Checked, check_chain
from webapp.core.db import db, one_moment


def check_register() -> Checked:
    """Go through the whole register: what was changed, deleted, added or moved, the first entry first. Who chooses
    meanwhile need not wait."""
    with one_moment():
        return check_chain(CHAIN, commitments(), numbers_to_erasures())


def numbers_to_erasures() -> dict[Any, Any]:
    """The number of each entry that was erased, with the number of the erasure that tells so."""
    rows = ErasedDecision.select(ErasedDecision.number, ConsentErasure.number).join(ConsentErasure, JOIN.LEFT_OUTER)
    return dict(db.execute(rows))


def still_holds(number: int, mark: str) -> bool:
    """Whether an entry still has the mark that was noted elsewhere: an older copy of the database has not."""
    return (
        ChainLink.select().where(ChainLink.chain == CHAIN, ChainLink.number == number, ChainLink.mark == mark).exists()
    )
