"""Reminding parents that they have not chosen yet."""

from webapp.accounts.models import Person
from webapp.consent.notices import tell_to_choose
from webapp.consent.queries.unchosen import overview_of
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.schools.models import Unit


@db.atomic()
def remind_parents(by: Person, unit: Unit, group_id: int | None, idempotency_key: str) -> int:
    """The office reminds who left something without a choice at the unit, or in one group of it; each parent at most
    once in seven days. Returns how many."""
    Unit.update(name=Unit.name).where(Unit.id == unit.id).execute()  # two who remind at once wait for each other
    people = overview_of(unit, group_id).to_remind
    if not people:
        return 0
    tell_to_choose(by, unit, people, idempotency_key)
    audit(by, "remind_parents", unit, unit, group=group_id, parents=len(people))
    return len(people)
