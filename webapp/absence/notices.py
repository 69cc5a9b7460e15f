"""Whom the portal tells of absence. No child's name and no reason: these texts stand on lock screens and in mails."""

from collections.abc import Iterable, Mapping, Set
from typing import Any

from webapp.absence.models import Absence, Question
from webapp.absence.phrases import (
    ASKED_BODIES,
    ASKED_TITLES,
    CHANGED_TITLE,
    FOUND_ONE_BODY,
    FOUND_ONE_TITLE,
    FOUND_TITLE,
    TOLD_GUARDIANS,
    TOLD_STAFF,
    TOLD_TITLE,
    found_told,
)
from webapp.absence.queries.absences import units_taking_part
from webapp.absence.queries.questions import answer_path
from webapp.absence.rules.questions import MISSING, NAMES
from webapp.accounts.models import Person
from webapp.notifications.actions.telling import notify_in_own_language
from webapp.notifications.rules import URGENT
from webapp.schools.models import Unit
from webapp.schools.queries.own_children import guardians_of, staff_concerned_with

KIND = "absence"


def tell_of_absences(by: Person | None, absences: Iterable[Absence], event: str = "reported") -> None:
    """The children's guardians hear of it once for all of them, and so do their teachers of that day and the office;
    who did it does not."""
    absences = list(absences)
    title = TOLD_TITLE if event == "reported" else CHANGED_TITLE
    key = f"absence-{event}-{absences[0].id}-{absences[0].events.count()}"
    guardians = {person.id: person for absence in absences for person in guardians_of(absence.child)}
    staff: dict[int, tuple[Person, Unit]] = {}
    for absence in absences:
        for unit in units_taking_part(absence.child, absence.first_day):
            people = staff_concerned_with(absence.child, [unit.id], absence.first_day)
            staff |= {person.id: (person, unit) for person in people}
    path = f"/absences/{absences[0].id}" if len(absences) == 1 else "/administration"
    tell(but(by, guardians.values()), title, TOLD_GUARDIANS, path, f"{key}-g", by, absences[0].unit)
    for unit in {unit.id: unit for _person, unit in staff.values()}.values():
        people = [person for person, where in staff.values() if where == unit]
        tell(but(by, people), title, TOLD_STAFF, "/today", f"{key}-s{unit.id}", by, unit)


def but(by: Person | None, people: Iterable[Person]) -> list[Person]:
    """All of these but who did it."""
    return [person for person in people if by is None or person.id != by.id]


def tell(people: list[Person], title: Any, body: Any, path: str, key: str, by: Person | None, unit: Unit) -> None:
    if people:
        notify_in_own_language(KIND, people, title, body, path, key=key, author=by, unit=unit)


def tell_asked(kind: str, by_person: Mapping[Person, list[Question]]) -> None:
    """Each guardian is asked once about all the own children among these, with the address to answer at. A missing
    child cannot wait: that goes past quiet hours."""
    for person, questions in by_person.items():
        first = questions[0]
        notify_in_own_language(
            URGENT if kind == MISSING else KIND,
            [person],
            ASKED_TITLES[kind],
            ASKED_BODIES[kind],
            answer_path(person.id, first),
            key=f"{kind}-{person.id}-{first.id}",
            tag=tag_of(kind, person, first),
            unit=first.unit,
            expires_at=first.expires_at,
        )


def tag_of(kind: str, person: Person, question: Question) -> str:
    """What is asked or told anew the same day stands in the place of what stood on the screen: its page shows all. The
    push service reads it (Topic, RFC 8030), so it does not tell what was asked."""
    return f"{NAMES.get(kind, kind)}-{person.id}-{question.day:%Y%m%d}"


def tell_found(
    by: Person | None, question: Question, people: Iterable[Person], still_asked: Set[int], found: str, at: str
) -> None:
    """Everybody who was asked hears that the child is found; who reported it knows. Who has another child that is still
    missing is not told that all is well."""
    for person in but(by, people):
        is_one_of_several = person.id in still_asked
        notify_in_own_language(
            URGENT,
            [person],
            FOUND_ONE_TITLE if is_one_of_several else FOUND_TITLE,
            FOUND_ONE_BODY if is_one_of_several else found_told(found, at),
            answer_path(person.id, question),
            key=f"found-{person.id}-{question.id}",
            tag=tag_of("found", person, question),
            author=by,
            unit=question.unit,
            expires_at=question.expires_at,
        )
