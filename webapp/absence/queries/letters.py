"""What the confirmation of a report tells, and who may open it."""

from datetime import date
from typing import Any

from webapp.absence.models import Absence
from webapp.accounts.models import Person
from webapp.core.clock import SCHOOL_ZONE
from webapp.core.i18n import full_day, full_moment, language_of
from webapp.documents.models import Letter
from webapp.documents.queries.letters import letters_for
from webapp.schools.models import Child, Enrolment, Group, Unit
from webapp.schools.queries.standing import is_current

CONFIRMATION = "absence/confirmation"
BY_GUARDIAN = ("portal", "answer")


def confirmation_for(person: Person, absence: Absence) -> Letter | None:
    """The confirmation of a report, when this person may open it."""
    found = letters_for(person).where(Letter.kind == CONFIRMATION, Letter.subject == f"absence-{absence.id}")
    return found.first()


def confirmation_facts(absence: Absence) -> dict[str, Any]:
    """What was reported, of whom, by whom and when: true at this moment. Never the cause, nor the note."""
    reported_on = absence.reported_at.astimezone(SCHOOL_ZONE).date()
    by = absence.reported_by.name if absence.source in BY_GUARDIAN and absence.reported_by else ""
    facts = {
        "is_illness": absence.is_illness,
        "child": absence.child.name,
        "groups": groups_at(absence.unit, absence.child, max(absence.first_day, reported_on)),
        "first_day": absence.first_day,
        "last_day": absence.last_day,
        "starts_at": absence.starts_at,
        "ends_at": absence.ends_at,
        "reported_at": absence.reported_at,
        "reported_by": by,
        "source": absence.source,
    }
    with language_of("nl"):
        return facts | {"summary": summary_of(absence)}


def groups_at(unit: Unit, child: Child, day: date) -> str:
    """The names of the child's groups at a unit on a day."""
    groups = (
        Group.select(Group.name)
        .join(Enrolment)
        .where(Enrolment.child == child, Group.unit == unit, is_current(Enrolment, day))
        .order_by(Group.name)
    )
    return ", ".join(group.name for group in groups)


def summary_of(absence: Absence) -> list[list[str]]:
    """The same in few words, for who compares the paper with the portal; in Dutch."""
    times = " ".join(f"{word} {time}" for word, time in (("van", absence.starts_at), ("tot", absence.ends_at)) if time)
    return [
        ["Gemeld", "ziek" if absence.is_illness else "afwezig"],
        ["Eerste dag", full_day(absence.first_day)],
        ["Tot en met", full_day(absence.last_day) if absence.last_day else "nog niet bekend"],
        *([["Tijd", times]] if times else []),
        ["Gemeld op", full_moment(absence.reported_at)],
    ]
