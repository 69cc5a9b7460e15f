"""Asking parents, and what they answer. Each is one transaction; of several who answer the first counts."""

import logging
from collections.abc import Iterable, Sequence
from datetime import date

from peewee import IntegrityError

from webapp.absence.actions.changes import end_absence, keep_open
from webapp.absence.actions.reports import record_absence
from webapp.absence.models import Absence, Asked, MissingCall, Question
from webapp.absence.notices import tell_asked
from webapp.absence.queries.absences import days_to_be_back
from webapp.absence.queries.questions import Due, illness_key_of, is_settled, missing_to_ask, still_ill_to_ask
from webapp.absence.rules.questions import ANSWERS, BETTER, ILL, MISSING, STILL_ILL, end_of
from webapp.absence.rules.reports import Span
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools.actions.turns import wait_for_turn
from webapp.schools.queries.own_children import guardians_of

log = logging.getLogger(__name__)


def ask_about_missing_children() -> int:
    """Ask the parents of every missing child, where it is time to; about how many children that is."""
    return ask_all(MISSING, missing_to_ask(clock.now()))


def ask_who_is_still_ill() -> int:
    """Ask the parents of every child with an open report how it is, each child once a day; how many that are."""
    return ask_all(STILL_ILL, still_ill_to_ask(clock.now()))


def ask_all(kind: str, due: Sequence[Due]) -> int:
    """Ask about all at once; when that fails, child by child: what is wrong with one keeps no other from being asked
    after, this minute and each next one."""
    try:
        return ask(kind, due)
    except Exception:
        log.exception("asking together failed", extra={"kind": kind})
    return sum(ask_alone(kind, one) for one in due)


def ask_alone(kind: str, one: Due) -> int:
    try:
        return ask(kind, [one])
    except Exception:
        log.exception("asking failed", extra={"kind": kind, "unit": one.unit.id})
        return 0


@db.atomic()
def ask(kind: str, due: Iterable[Due]) -> int:
    """Ask the parents of these children; one who has several of them is asked once for all."""
    questions: list[Question] = []
    by_person: dict[Person, list[Question]] = {}
    for one in due:
        question = put_question(kind, one)
        if question is None:
            continue
        questions.append(question)
        for person in guardians_of(one.child):
            Asked.create(question=question, person=person)
            by_person.setdefault(person, []).append(question)
    tell_asked(kind, by_person)
    return len(questions)


def put_question(kind: str, due: Due) -> Question | None:
    """The question about one child; None when another worker put it a moment earlier."""
    day = clock.today()
    try:
        with db.atomic():
            return Question.create(
                kind=kind, child=due.child, unit=due.unit, day=day, absence=due.absence,
                asked_at=clock.now(), expires_at=end_of(day),
            )  # fmt: skip
    except IntegrityError:
        return None


@db.atomic()
def answer_question(person: Person, question: Question, answer: str) -> None:
    """A guardian answers with one tap; the first answer counts, and does at once what it says: an ill child is
    reported, a child that is better is back today (after school: the next day with school). Refused when it was
    settled, and after its day."""
    if answer not in ANSWERS[question.kind]:
        raise Refused("unknown_answer")
    if clock.now() >= question.expires_at:
        raise Refused("too_late")
    wait_for_turn([question.child_id])
    is_first = (
        Question.update(answer=answer, answered_by=person, answered_at=clock.now())
        .where(Question.id == question.id, Question.answer == "", Question.closed_at.is_null())
        .execute()
    )
    if not is_first or is_settled(question):
        raise Refused("settled")
    audit(person, "answer_question", question, question.unit, answer=answer)
    carry_out(person, question, answer)


def carry_out(person: Person, question: Question, answer: str) -> None:
    """Do what an answer says; a child on its way is only shown to its teacher."""
    if answer == ILL:
        report_ill(person, question)
    elif answer == STILL_ILL:
        keep_open(person, question.absence)
    elif answer == BETTER:
        end_absence(person, question.absence, day_back(question.absence))


def day_back(absence: Absence) -> date:
    """On which day a child is back that is said to be better: today, unless there is no more school today."""
    days = days_to_be_back(absence)
    return min(days, default=clock.today())


def report_ill(person: Person, question: Question) -> None:
    """The missing child is ill: a report, open from today, unless somebody made one meanwhile."""
    key, span = illness_key_of(question.unit), Span(clock.today())
    try:
        with db.atomic():
            record_absence(person, question.child, question.unit, key, span, "", "answer", f"answer-{question.id}")
    except Refused as refusal:
        if refusal.code != "already_reported":
            raise


@db.atomic()
def note_call(by: Person, question: Question) -> None:
    """Somebody of the school phoned about a missing child; only the first time counts."""
    MissingCall.insert(question=question, by=by, at=clock.now()).on_conflict_ignore().execute()
    audit(by, "note_missing_call", question, question.unit)


@db.atomic()
def undo_call(by: Person, question: Question) -> None:
    """It was about another child after all."""
    MissingCall.delete().where(MissingCall.question == question).execute()
    audit(by, "undo_missing_call", question, question.unit)
