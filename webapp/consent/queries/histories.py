"""What a guardian chose before, as it stands in the register."""

from typing import NamedTuple

from webapp.accounts.models import Person
from webapp.consent.models import ConsentDecision
from webapp.consent.queries.own import Sheet, entries_by
from webapp.consent.queries.purposes import read_words
from webapp.consent.rules.purposes import Asked


class OwnEntry(NamedTuple):
    """An entry of this guardian's own, in the words of then. `counts`: in the wording that is still asked."""

    decision: ConsentDecision
    title: str
    text: str
    counts: bool


def history_of(person: Person, sheet: Sheet, asked: Asked) -> list[OwnEntry]:
    """This guardian's own entries about a purpose for a child, the newest first."""
    entries = entries_by(person).where(
        ConsentDecision.child == sheet.child, ConsentDecision.purpose == asked.purpose_id
    )
    return [
        OwnEntry(
            entry, *read_words(asked.key, entry.wording.title, entry.wording.text), entry.wording.round == asked.round
        )
        for entry in reversed(entries)
    ]
