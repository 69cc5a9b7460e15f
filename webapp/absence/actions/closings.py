"""The end of a search: where a missing child is, told to everybody who was asked."""

from datetime import date

from webapp.absence.models import Absence, Question
from webapp.absence.notices import tell_found
from webapp.absence.phrases import found_said
from webapp.absence.queries.questions import people_asked, still_asked
from webapp.absence.queries.today import report_on
from webapp.absence.rules.presence import minute_of
from webapp.absence.rules.questions import MISSING
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import db
from webapp.core.i18n import language_of


@db.atomic()
def close_question(by: Person | None, child_id: int, found: str, at: str = "") -> bool:
    """A child that parents were asked about, by whichever unit, is found (`present`, `late` at a time, or `reported`):
    everybody who was asked hears it, once. False when nobody was asked, or it was closed before."""
    searches = Question.select().where(
        Question.kind == MISSING,
        Question.child == child_id,
        Question.day == clock.today(),
        Question.closed_at.is_null(),
    )
    with language_of("nl"):
        closing = str(found_said(found, at))
    closed = [question for question in searches if is_closed_now(question, closing)]
    for question in closed:
        people = people_asked(question)
        tell_found(by, question, people, still_asked(people, question.day), found, at)
    return bool(closed)


def is_closed_now(question: Question, closing: str) -> bool:
    """Close a search; False when somebody did a moment earlier."""
    searching = Question.update(closed_at=clock.now(), closing=closing)
    return bool(searching.where(Question.id == question.id, Question.closed_at.is_null()).execute())


def close_for_report(by: Person | None, absence: Absence) -> None:
    """A report says where a child is: when it holds now, the search for it ends."""
    day = clock.today()
    if absence.holds_on(day) and covers_now(absence, day):
        close_question(by, absence.child_id, "reported")


def covers_now(absence: Absence, day: date) -> bool:
    return report_on(absence, day).covers(minute_of(day, clock.now(), absence.unit.starts_at))
