"""Reporting that a child is not there, and what becomes of a report. Each is one transaction."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from peewee import IntegrityError

from webapp.absence.actions.closings import close_for_report
from webapp.absence.models import Absence, AbsenceEvent
from webapp.absence.notices import tell_of_absences
from webapp.absence.queries.absences import overlapping_absence, reporting_unit_of, span_of, units_taking_part
from webapp.absence.queries.settings import reasons_of
from webapp.absence.rules.reports import (
    Reason,
    Span,
    has_begun,
    last_day_before,
    why_no_end,
    why_not_reported,
)
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.i18n import language_of
from webapp.schools.models import Child, Unit
from webapp.schools.queries.school_days import calendar_of
from webapp.schools.rules.school_days import next_school_day


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
    made: list[Absence] = []
    known: list[Absence] = []
    for child in children:
        unit = reporting_unit_of(parent, child)
        if unit is None:
            raise Refused("not_taking_part")
        reason = reason_at(unit, reason_key)
        check_report(reason, span, [unit, *units_taking_part(child, span.first_day)])
        absence, is_new = make_report(
            parent, child, unit, reason, span, note, "portal", f"{idempotency_key}-{child.id}"
        )
        (made if is_new else known).append(absence)
    if made:
        tell_of_absences(parent, made)
    return refuse_known(Reported(made, known), idempotency_key)


def refuse_known(reported: Reported, idempotency_key: str) -> Reported:
    """Refused when somebody else had reported all of them; not when it was this same tap."""
    others = [one for one in reported.known if one.idempotency_key != f"{idempotency_key}-{one.child_id}"]
    if others and not reported.made and len(others) == len(reported.known):
        raise Refused("already_reported", child=others[0].child.given_name, absence_id=others[0].id)
    return reported


@db.atomic()
def record_absence(
    by: Person, child: Child, unit: Unit, reason_key: str, span: Span, note: str, source: str, idempotency_key: str
) -> Absence:
    """The school writes down what a parent told by phone or answered with a tap; also what only may be told by phone,
    and for a day that has passed. Refused when the child is reported already."""
    reason = reason_at(unit, reason_key)
    if problem := why_no_end(span, clock.today()):
        raise Refused(problem)
    absence, is_new = make_report(by, child, unit, reason, span, note, source, f"{idempotency_key}-{child.id}")
    if not is_new and absence.idempotency_key != f"{idempotency_key}-{child.id}":
        raise Refused("already_reported", child=child.given_name, absence_id=absence.id)
    if is_new:
        tell_of_absences(by, [absence])
    return absence


def reason_at(unit: Unit, key: str) -> Reason:
    """The reason of this key at a unit, in Dutch, as it is kept; refused when there is none."""
    with language_of("nl"):
        found = next((reason for reason in reasons_of(unit) if reason.key == key), None)
    if found is None:
        raise Refused("unknown_reason")
    return found


def check_report(reason: Reason, span: Span, units: Sequence[Unit]) -> None:
    if problem := why_not_reported(reason, span, clock.today(), has_school(units, span)):
        raise Refused(problem)


def has_school(units: Sequence[Unit], span: Span) -> bool:
    """Whether one of the units is open on one of the days; what is open ends on the next open day at the earliest."""
    if span.last_day is None:
        return True
    last = max(span.last_day, span.first_day)
    return any(
        calendar_of(unit, span.first_day, last).is_school_day(span.first_day)
        or next_school_day(calendar_of(unit, span.first_day, last), span.first_day) <= last
        for unit in units
    )


def make_report(
    by: Person, child: Child, unit: Unit, reason: Reason, span: Span, note: str, source: str, key: str
) -> tuple[Absence, bool]:
    """A new report, or the one that is there already: for the same key, or for the same days."""
    known = Absence.get_or_none(Absence.idempotency_key == key) or overlapping_absence(child, span)
    if known:
        return known, False
    try:
        with db.atomic():
            return write_report(by, child, unit, reason, span, note, source, key), True
    except IntegrityError:  # somebody was a moment earlier
        return Absence.get_or_none(Absence.idempotency_key == key) or overlapping_absence(child, span), False  # type: ignore[return-value]


def write_report(
    by: Person, child: Child, unit: Unit, reason: Reason, span: Span, note: str, source: str, key: str
) -> Absence:
    absence = Absence.create(
        child=child, unit=unit, reason_key=reason.key, reason_name=reason.name, is_illness=reason.is_illness,
        first_day=span.first_day, last_day=span.last_day, starts_at=span.starts_at, ends_at=span.ends_at,
        note=note, source=source, reported_by=by, reported_at=clock.now(), idempotency_key=key,
    )  # fmt: skip
    note_event(absence, "reported", by, first_day=span.first_day, last_day=span.last_day)
    audit(by, "report_absence", absence, unit, child=child.id)
    close_for_report(by, absence)
    return absence


def note_event(absence: Absence, kind: str, by: Person | None, **details: Any) -> None:
    """Add a step to the history of a report, inside the transaction that takes it."""
    AbsenceEvent.create(
        absence=absence,
        kind=kind,
        by=by,
        at=clock.now(),
        details=json.dumps({name: value for name, value in details.items() if value}, default=str),
    )


@db.atomic()
def change_absence(by: Person, absence: Absence, reason_key: str, span: Span, note: str) -> Absence:
    """A parent changes an own report that has not begun; refused once it has: then only its end is left to change."""
    check_changeable(absence)
    if has_begun(span_of(absence), absence.unit.starts_at, clock.now()):
        raise Refused("has_begun")
    reason = reason_at(absence.unit, reason_key)
    check_report(reason, span, [absence.unit, *units_taking_part(absence.child, span.first_day)])
    if overlapping_absence(absence.child, span, but=absence):
        raise Refused("already_reported", child=absence.child.given_name)
    before = {"first_day": absence.first_day, "last_day": absence.last_day, "reason": absence.reason_name}
    changes = {
        "reason_key": reason.key, "reason_name": reason.name, "is_illness": reason.is_illness, "note": note,
        "first_day": span.first_day, "last_day": span.last_day, "starts_at": span.starts_at, "ends_at": span.ends_at,
    }  # fmt: skip
    return write_change(by, absence, "changed", changes, **before)


@db.atomic()
def end_absence(by: Person, absence: Absence, back_on: date) -> Absence:
    """The child is better, or back: the report ends the day before. A child that is back before it was away is a
    report withdrawn."""
    check_changeable(absence)
    last_day = last_day_before(back_on, span_of(absence))
    if last_day is None:
        return withdraw(by, absence)
    return write_change(by, absence, "better", {"last_day": last_day}, back_on=back_on)


@db.atomic()
def reopen_absence(by: Person, absence: Absence) -> Absence:
    """The child is not better after all: the report is open again. Refused while another one runs."""
    check_changeable(absence)
    span = span_of(absence)
    if overlapping_absence(absence.child, Span(span.first_day), but=absence):
        raise Refused("open_elsewhere", child=absence.child.given_name)
    return write_change(by, absence, "reopened", {"last_day": None}, last_day=absence.last_day)


@db.atomic()
def keep_open(by: Person, absence: Absence) -> None:
    """The child is still ill: the report stays open, and that is written down; nobody is told anew."""
    note_event(absence, "still_ill", by)
    audit(by, "keep_open", absence, absence.unit)


@db.atomic()
def withdraw_absence(by: Person, absence: Absence) -> Absence:
    """A parent takes a report back that has not begun; refused once it has."""
    check_changeable(absence)
    if has_begun(span_of(absence), absence.unit.starts_at, clock.now()):
        raise Refused("has_begun")
    return withdraw(by, absence)


def withdraw(by: Person, absence: Absence) -> Absence:
    return write_change(by, absence, "withdrawn", {"withdrawn_at": clock.now()})


def check_changeable(absence: Absence) -> None:
    if absence.withdrawn_at:
        raise Refused("withdrawn")
    if absence.source == "leave":
        raise Refused("of_leave")


def write_change(by: Person, absence: Absence, event: str, changes: dict[str, Any], **details: Any) -> Absence:
    """Write it unless somebody withdrew the report meanwhile; tell everybody concerned."""
    try:
        with db.atomic():
            written = Absence.update(changes).where(Absence.id == absence.id, Absence.withdrawn_at.is_null()).execute()
    except IntegrityError:
        raise Refused("already_reported", child=absence.child.given_name) from None
    if not written:
        raise Refused("withdrawn")
    for name, value in changes.items():
        setattr(absence, name, value)
    note_event(absence, event, by, **details)
    audit(by, f"{event}_absence", absence, absence.unit)
    tell_of_absences(by, [absence], event)
    return absence


@db.atomic()
def record_leave(by: Person, child: Child, unit: Unit, span: Span, name: str, key: str) -> Absence:
    """Leave that was given is an absence: the teacher sees it, also beside a report of illness. The same key again
    gives the same. Nobody is told: the decision tells it."""
    known = Absence.get_or_none(Absence.idempotency_key == key)
    return known or write_report(by, child, unit, Reason("leave", name), span, "", "leave", key)


@db.atomic()
def withdraw_leave(by: Person, key: str) -> None:
    """Leave that was given is taken back: it is no absence any more."""
    absence = Absence.get_or_none(Absence.idempotency_key == key, Absence.source == "leave")
    if absence and absence.withdrawn_at is None:
        Absence.update(withdrawn_at=clock.now()).where(Absence.id == absence.id).execute()
        note_event(absence, "withdrawn", by)
