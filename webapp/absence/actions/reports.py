"""Reporting that a child is not there: by a parent, by the school, or because leave was given."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from webapp.absence.actions.changes import check_report
from webapp.absence.actions.writing import make_report, note_event, reason_at, report_with, write_report
from webapp.absence.models import Absence
from webapp.absence.notices import tell_of_absences
from webapp.absence.queries.absences import reporting_unit_of, span_of, units_taking_part
from webapp.absence.rules.reports import Reason, Span, why_no_end
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools.actions.turns import wait_for_turn
from webapp.schools.models import Child, Unit


class Reported(NamedTuple):
    """What came of reporting several children: the new reports, and those that were there already."""

    made: list[Absence]
    known: list[Absence]


@db.atomic()
def report_absence(
    parent: Person, children: Sequence[Child], reason_key: str, span: Span, note: str, idempotency_key: str
) -> Reported:
    """A parent reports own children not to be there, brothers and sisters in one go; refused for what the school wants
    to hear by phone. Who is reported already stays as it is; the same key again gives the same reports.
    """
    if not children:
        raise Refused("nobody_chosen")
    wait_for_turn(child.id for child in children)
    made: list[Absence] = []
    known: list[Absence] = []
    for child in children:
        key = f"{idempotency_key}-{child.id}"
        if sent_before := report_with(child, key):
            known.append(sent_before)
            continue
        absence, is_new = report_child(parent, child, reason_key, span, note, key)
        (made if is_new else known).append(absence)
    refuse_known(Reported(made, known), reason_key, span, idempotency_key)
    if made:
        tell_of_absences(parent, made)
    return Reported(made, known)


def report_child(
    parent: Person, child: Child, reason_key: str, span: Span, note: str, key: str
) -> tuple[Absence, bool]:
    """The report of one child where it is to be reported, once the school's rules let it; or the one that is there."""
    unit = reporting_unit_of(parent, child)
    if unit is None:
        raise Refused("not_taking_part")
    reason = reason_at(unit, reason_key)
    check_report(reason, span, [unit, *units_taking_part(child, span.first_day)])
    return make_report(parent, child, unit, reason, span, note, "portal", key)


def refuse_known(reported: Reported, reason_key: str, span: Span, idempotency_key: str) -> None:
    """Refused when somebody else had reported all of them, or when what went with this tap said something else."""
    same_tap = [one for one in reported.known if one.idempotency_key == f"{idempotency_key}-{one.child_id}"]
    for one in same_tap:
        if (one.reason_key, span_of(one)) != (reason_key, span):
            raise Refused("sent_already", child=one.child.given_name, absence_id=one.id)
    if reported.known and not same_tap and not reported.made:
        first = reported.known[0]
        raise Refused("already_reported", child=first.child.given_name, absence_id=first.id)


@db.atomic()
def record_absence(
    by: Person, child: Child, unit: Unit, reason_key: str, span: Span, note: str, source: str, idempotency_key: str
) -> Absence:
    """The school writes down what a parent told by phone or answered with a tap; also what only may be told by phone,
    and for a day that has passed. Refused when the child is reported already."""
    wait_for_turn([child.id])
    reason = reason_at(unit, reason_key)
    if problem := why_no_end(span, clock.today()):
        raise Refused(problem)
    absence, is_new = make_report(by, child, unit, reason, span, note, source, f"{idempotency_key}-{child.id}")
    if not is_new and absence.idempotency_key != f"{idempotency_key}-{child.id}":
        raise Refused("already_reported", child=child.given_name, absence_id=absence.id)
    if is_new:
        tell_of_absences(by, [absence])
    return absence


@db.atomic()
def record_leave(by: Person, child: Child, unit: Unit, span: Span, name: str, key: str) -> Absence:
    """Leave that was given is an absence: the teacher sees it, also beside a report of illness. The same key again
    gives the same. Nobody is told: the decision tells it."""
    return report_with(child, key) or write_report(by, child, unit, Reason("leave", name), span, "", "leave", key)


@db.atomic()
def withdraw_leave(by: Person, key: str) -> None:
    """Leave is taken back: it is no absence any more, but for the days that have passed: then the child was away."""
    absence = Absence.get_or_none(Absence.idempotency_key == key, Absence.source == "leave")
    if absence is None or absence.withdrawn_at:
        return
    today = clock.today()
    if absence.first_day < today:
        yesterday = today - timedelta(days=1)
        Absence.update(last_day=yesterday, ends_at="").where(Absence.id == absence.id).execute()
        note_event(absence, "changed", by, last_day=absence.last_day)
    else:
        Absence.update(withdrawn_at=clock.now()).where(Absence.id == absence.id).execute()
        note_event(absence, "withdrawn", by)
