"""Who may open a letter: the family it was written to, and the office and director of the unit that wrote it."""

import json
from collections.abc import Iterable
from typing import Any

from peewee import JOIN, ModelSelect

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.documents.models import Letter
from webapp.documents.rules import FAMILY, tidy_number
from webapp.schools.models import Child, Unit
from webapp.schools.queries.audiences import reads_along
from webapp.schools.queries.standing import standing_of


def letters_for(person: Person) -> ModelSelect:
    """The letters that this person may open: about an own child of whom they are told everything, when they are linked
    at the unit that wrote it, also after the child left; and all of a unit whose office or director they are."""
    is_managed = Letter.unit.in_(standing_of(person).managed_units)
    is_theirs = (Letter.audience == FAMILY) & (Letter.person.is_null() | (Letter.person == person))
    is_own = is_theirs & reads_along(Letter.child, person, clock.today(), Letter.unit)
    return (
        Letter.select(Letter, Unit, Child)
        .join(Unit)
        .join_from(Letter, Child, JOIN.LEFT_OUTER)
        .where(is_managed | is_own)
    )


def letter_for(person: Person, number: str) -> Letter:
    """One of them by its number; raises DoesNotExist for any other."""
    return letters_for(person).where(Letter.number == tidy_number(number)).get()


def letters_about(kind: str, subjects: Iterable[str]) -> dict[str, Letter]:
    """The letter of a kind about each of these subjects, where there is one; ask only what somebody may see."""
    found = Letter.select().where(Letter.kind == kind, Letter.subject.in_(list(subjects)))
    return {letter.subject: letter for letter in found}


def facts_of(letter: Letter) -> dict[str, Any]:
    """What the letter tells, as it was when it was issued."""
    return json.loads(letter.facts)
