"""The missing board: who is missing at a unit, what the parents were asked and answered, and whom to phone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from peewee import JOIN

from webapp.absence.models import Asked, MissingCall, Presence, Question
from webapp.absence.queries.questions import answer_path
from webapp.absence.queries.settings import absence_settings_of
from webapp.absence.queries.today import reports_at
from webapp.absence.rules.presence import MISSING, minute_of, report_at
from webapp.absence.rules.questions import is_after
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.mail import OutgoingMail
from webapp.notifications.models import Delivery, Notification
from webapp.schools.models import Child, Guardianship, Unit
from webapp.schools.queries.audiences import reads_along
from webapp.schools.queries.children import group_names_of
from webapp.schools.queries.standing import is_current


@dataclass(slots=True)
class Told:
    """How far the question came with a guardian: shown, sent, waiting, failed; empty for who was not asked."""

    rung: str = ""
    at: datetime | None = None


@dataclass(slots=True)
class MissingChild:
    """A child on the board: who marked it, what was asked and answered, and its guardians with how far it came."""

    child: Child
    groups: str
    marked_at: datetime | None
    question: Question | None
    guardians: list[tuple[Person, Told]] = field(default_factory=list)
    call: MissingCall | None = None


@dataclass(slots=True)
class MissingBoard:
    """Who is missing at a unit now, and who was and is found; from `call_at` the school phones."""

    missing: list[MissingChild]
    found: list[MissingChild]
    missing_at: str
    call_at: str
    is_time_to_call: bool


def missing_board_of(unit: Unit) -> MissingBoard:
    """The board of a unit at this moment: who was not phoned yet comes first, then who is missing longest."""
    chosen, now = absence_settings_of(unit), clock.now()
    marks = {row.child_id: row for row in marked_missing(unit)}
    questions = {row.child_id: row for row in questions_of(unit)}
    children = {row.child_id: row.child for row in [*questions.values(), *marks.values()]}
    rows = rows_of(unit, children, marks, questions)
    missing = sorted((row for row in rows if row.marked_at), key=lambda row: (row.call is not None, row.marked_at))
    found = [row for row in rows if not row.marked_at and row.question and row.question.closed_at]
    return MissingBoard(missing, found, chosen.missing_at, chosen.call_at, is_after(chosen.call_at, now))


def marked_missing(unit: Unit) -> list[Presence]:
    """The marks of today of who is missing, and of whom no report says why."""
    day = clock.today()
    rows = list(
        Presence.select(Presence, Child)
        .join(Child)
        .where(Presence.unit == unit, Presence.day == day, Presence.mark == MISSING)
    )
    reports = reports_at(unit, day, [row.child_id for row in rows])
    minute = minute_of(day, clock.now(), unit.starts_at)
    return [row for row in rows if report_at(reports.get(row.child_id, []), minute) is None]


def questions_of(unit: Unit) -> list[Question]:
    """What was asked today about children of a unit that were missing, with who answered."""
    return list(
        Question.select(Question, Child, Person)
        .join(Child)
        .join_from(Question, Person, JOIN.LEFT_OUTER)
        .where(Question.unit == unit, Question.day == clock.today(), Question.kind == MISSING)
        .order_by(Question.closed_at, Question.id)
    )


def rows_of(
    unit: Unit, children: dict[int, Child], marks: dict[int, Presence], questions: dict[int, Question]
) -> list[MissingChild]:
    groups, guardians = group_names_of(unit, children), guardians_by_child(children)
    told, calls = told_by_question(questions.values()), calls_about(questions.values())
    rows = []
    for child_id, child in children.items():
        mark, question = marks.get(child_id), questions.get(child_id)
        reached = told.get(question.id, {}) if question else {}
        people = [(person, reached.get(person.id, Told())) for person in guardians.get(child_id, [])]
        names, call = ", ".join(groups.get(child_id, [])), calls.get(question.id) if question else None
        rows.append(MissingChild(child, names, mark.at if mark else None, question, people, call))
    return rows


def guardians_by_child(child_ids: Iterable[int]) -> dict[int, list[Person]]:
    """Who reads along about each of these children: whom the school phones."""
    today = clock.today()
    people = (
        Person.select(Person, Guardianship.child_id.alias("child_id"))
        .join(Guardianship)
        .where(Guardianship.child.in_(list(child_ids)), is_current(Guardianship, today))
        .where(reads_along(Guardianship.child, Person.id, today), Person.blocked_at.is_null())
        .order_by(Person.name, Person.id)
        .objects()
    )
    found: dict[int, list[Person]] = {}
    for person in people:
        found.setdefault(person.child_id, []).append(person)
    return found


def calls_about(questions: Iterable[Question]) -> dict[int, MissingCall]:
    """Who phoned about each of these questions."""
    calls = MissingCall.select(MissingCall, Person).join(Person, JOIN.LEFT_OUTER)
    return {call.question_id: call for call in calls.where(MissingCall.question.in_([one.id for one in questions]))}


def told_by_question(questions: Iterable[Question]) -> dict[int, dict[int, Told]]:
    """For each of these questions and each guardian who was asked, how far it came."""
    asked = list(Asked.select(Asked, Question).join(Question).where(Asked.question.in_([one.id for one in questions])))
    paths = {row.person_id: answer_path(row.person_id, row.question) for row in asked}
    sent: dict[int, list[Told]] = {}
    deliveries = (
        Delivery.select(Delivery, OutgoingMail)
        .join(OutgoingMail, JOIN.LEFT_OUTER)
        .join_from(Delivery, Notification)
        .where(Notification.path.in_(list(paths.values())), Notification.key.startswith(f"{MISSING}-"))
    )
    for delivery in deliveries:
        sent.setdefault(delivery.person_id, []).append(told_by(delivery))
    found: dict[int, dict[int, Told]] = {}
    for row in asked:
        best = min(sent.get(row.person_id, []), key=lambda told: RUNGS.index(told.rung), default=Told("waiting"))
        found.setdefault(row.question_id, {})[row.person_id] = best
    return found


RUNGS = ("shown", "accepted", "waiting", "failed")


def told_by(delivery: Delivery) -> Told:
    """How far one delivery came; of a mail its own row tells it first."""
    mail = delivery.mail if delivery.mail_id else None
    if mail and mail.state in ("sent", "failed"):
        return Told("accepted", mail.sent_at) if mail.state == "sent" else Told("failed")
    if delivery.state in ("shown", "accepted"):
        return Told(delivery.state, delivery.shown_at or delivery.accepted_at)
    return Told("waiting" if delivery.state in ("pending", "claimed") else "failed")
