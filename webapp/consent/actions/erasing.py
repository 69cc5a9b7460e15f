"""Erasing what was chosen for children who are no longer kept; of each entry its link stays."""

from collections.abc import Iterable
from datetime import date

from webapp.accounts.models import Person
from webapp.consent.models import ConsentDecision, ConsentErasure, ConsentReview, ErasedDecision, RemovalRequest
from webapp.consent.queries.erasing import children_to_forget, is_confirmation
from webapp.consent.queries.register import CHAIN, content_of_erasure
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.chain import add_to_chain, next_place
from webapp.core.db import among, db
from webapp.documents.models import Letter

CHILDREN_AT_ONCE = 100  # in one transaction: nobody else can choose while it lasts


@db.atomic()
def erase_decisions(by: Person | None, child_ids: Iterable[int]) -> int:
    """Erase the entries of these children, their reviews, their requests for removal and the confirmations on paper;
    the register tells that it happened, and which numbers went. Returns how many entries did."""
    ids = list(child_ids)
    place = next_place(CHAIN)
    for table in (ConsentReview, RemovalRequest):
        table.delete().where(among(table.child, ids)).execute()
    Letter.delete().where(among(Letter.child, ids), is_confirmation()).execute()
    theirs = among(ConsentDecision.child, ids)
    numbers = [row.number for row in ConsentDecision.select(ConsentDecision.number).where(theirs)]
    if not numbers:
        return 0
    erasure = ConsentErasure.create(
        number=place.number, salt=place.salt, erased_by_id=by.id if by else None, erased_at=clock.now()
    )
    ErasedDecision.insert_many([{"number": number, "erasure": erasure} for number in numbers]).execute()
    ConsentDecision.delete().where(theirs).execute()
    add_to_chain(CHAIN, place, content_of_erasure(erasure))
    audit(by, "erase_consents", erasure, None, entries=len(numbers), children=len(ids))
    return len(numbers)


def forget_former_children(today: date) -> int:
    """What was chosen for children who left every unit goes when their units no longer keep it; how many entries."""
    ids = children_to_forget(today)
    parts = [ids[first : first + CHILDREN_AT_ONCE] for first in range(0, len(ids), CHILDREN_AT_ONCE)]
    return sum(erase_decisions(None, part) for part in parts)
