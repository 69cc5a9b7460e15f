"""What is to be asked of parents now, and what somebody was asked."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from peewee import JOIN, Expression, ModelSelect, fn

from webapp.absence.models import Absence, AbsenceSettings, Asked, Presence, Question
from webapp.absence.queries.settings import absence_settings_of, reasons_of
from webapp.absence.queries.today import reports_at
from webapp.absence.rules.presence import minute_of, report_at
from webapp.absence.rules.questions import (
    MISSING,
    STILL_ILL,
    answer_token,
    asked_by,
    is_after,
    is_time_to_ask_how_it_is,
)
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.portal import settings
from webapp.schools.models import Child, Enrolment, Group, Unit
from webapp.schools.queries.audiences import reads_along
from webapp.schools.queries.school_days import calendar_of
from webapp.schools.queries.standing import is_current


class Due(NamedTuple):
    """A child about whom a unit asks its parents now; `absence` is the report that is asked after."""

    child: Child
    unit: Unit
    absence: Absence | None = None


def was_not_asked(kind: str, child: Expression, unit: Expression, day: date) -> Expression:
    """The condition that this unit did not ask this about a child on this day."""
    asked = Question.select(Question.id).where(Question.kind == kind, Question.child == child, Question.unit == unit)
    return ~fn.EXISTS(asked.where(Question.day == day))


def open_units(units: Iterable[Unit], day: date) -> Iterator[tuple[Unit, AbsenceSettings]]:
    """The units among these that take part and have school on a day, with their settings."""
    for unit in {unit.id: unit for unit in units}.values():
        chosen = absence_settings_of(unit)
        if chosen.is_on and calendar_of(unit, day, day).is_school_day(day):
            yield unit, chosen


def missing_to_ask(now: datetime) -> list[Due]:
    """The children who are missing now, unreported, whose parents were not asked today, where it is time to."""
    day = clock.today()
    marked = list(
        Presence.select(Presence, Child, Unit)
        .join(Child)
        .join_from(Presence, Unit)
        .where(
            Presence.day == day, Presence.mark == MISSING, was_not_asked(MISSING, Presence.child, Presence.unit, day)
        )
        .order_by(Presence.id)
    )
    due: list[Due] = []
    for unit, chosen in open_units((row.unit for row in marked), day):
        if is_after(chosen.missing_at, now):
            due += unexplained([row.child for row in marked if row.unit == unit], unit, now)
    return due


def unexplained(children: list[Child], unit: Unit, now: datetime) -> list[Due]:
    """Those of the missing children of whom no report says where they are now."""
    day = clock.today()
    reports, minute = reports_at(unit, day, [child.id for child in children]), minute_of(day, now, unit.starts_at)
    return [Due(child, unit) for child in children if report_at(reports.get(child.id, []), minute) is None]


def still_ill_to_ask(now: datetime) -> list[Due]:
    """The open reports of illness from an earlier day that were not asked after today, where it is time to."""
    day = clock.today()
    goes = (
        Enrolment.select(Enrolment.id)
        .join(Group)
        .where(Enrolment.child == Absence.child, Group.unit == Absence.unit, is_current(Enrolment, day))
    )
    running = list(
        Absence.select(Absence, Child, Unit)
        .join(Child)
        .join_from(Absence, Unit)
        .where(Absence.is_illness, Absence.last_day.is_null(), Absence.withdrawn_at.is_null(), Absence.first_day < day)
        .where(was_not_asked(STILL_ILL, Absence.child, Absence.unit, day), fn.EXISTS(goes))
        .order_by(Absence.id)
    )
    due: list[Due] = []
    for unit, chosen in open_units((row.unit for row in running), day):
        if is_time_to_ask_how_it_is(chosen.still_ill_at, now):
            due += [Due(row.child, unit, row) for row in running if row.unit == unit]
    return due


def questions_by(token: str) -> tuple[Person, list[Question]]:
    """Who was asked by this address, and what, of children about whom they still read along; raises DoesNotExist for
    an address that is not ours, and when nothing is left."""
    found = asked_by(settings().SECRET_KEY, token)
    if found is None:
        raise Asked.DoesNotExist
    person_id, kind, day = found
    rows = list(asked_on(person_id, kind, day))
    if not rows:
        raise Asked.DoesNotExist
    return rows[0].person, [row.question for row in rows]


def answer_path(person_id: int, question: Question) -> str:
    """Where somebody answers what was asked on the day of this question."""
    return f"/answers/{answer_token(settings().SECRET_KEY, person_id, question.kind, question.day)}"


def asked_on(person_id: int, kind: str, day: date) -> ModelSelect:
    """What somebody was asked on a day, with child, unit and the report it is about."""
    return (
        Asked.select(Asked, Question, Person, Child, Unit, Absence)
        .join(Question)
        .join(Child)
        .join_from(Question, Unit)
        .join_from(Question, Absence, JOIN.LEFT_OUTER)
        .join_from(Asked, Person)
        .where(Asked.person == person_id, Question.kind == kind, Question.day == day)
        .where(Person.blocked_at.is_null(), reads_along(Question.child, Asked.person, clock.today()))
        .order_by(Child.given_name, Question.id)
    )


def is_settled(question: Question) -> bool:
    """Whether nobody has to answer any more: somebody did, the child was found, or the report was ended otherwise."""
    absence = question.absence if question.absence_id else None
    is_over = absence is not None and (absence.last_day is not None or absence.withdrawn_at is not None)
    return bool(question.answer) or question.closed_at is not None or is_over


def people_asked(question: Question) -> list[Person]:
    """Who was asked and still reads along."""
    rows = (
        Person.select()
        .join(Asked)
        .where(Asked.question == question, reads_along(question.child_id, Asked.person, clock.today()))
        .order_by(Person.id)
    )
    return list(rows)


def still_asked(people: Iterable[Person], day: date) -> set[int]:
    """Who of these people was also asked about another child that is not found yet."""
    rows = (
        Asked.select(Asked.person_id)
        .join(Question)
        .where(Question.kind == MISSING, Question.day == day, Question.closed_at.is_null())
        .where(Asked.person.in_([person.id for person in people]))
    )
    return {person_id for (person_id,) in rows.tuples()}


def question_at(unit: Unit, question_id: int) -> Question:
    """A question of today that a unit asked about a missing child; else DoesNotExist."""
    return Question.get(
        Question.id == question_id,
        Question.unit == unit,
        Question.kind == MISSING,
        Question.day == clock.today(),
    )


def illness_key_of(unit: Unit) -> str:
    """The reason by which a unit reports that a child is ill, when a parent says so with one tap."""
    reasons = reasons_of(unit)
    ill = [reason for reason in reasons if reason.is_illness and not reason.by_phone_only]
    return next(iter([*ill, *(reason for reason in reasons if reason.is_illness), *reasons])).key
