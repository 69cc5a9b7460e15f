"""What becomes of a report: changed, ended, open again, withdrawn. Each is one transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from webapp.absence.actions.writing import check_changeable, note_event, reason_at, write_change
from webapp.absence.models import Absence
from webapp.absence.queries.absences import next_school_day_at, overlapping_absence, span_of, units_taking_part
from webapp.absence.queries.settings import reasons_of
from webapp.absence.rules.reports import (
    Reason,
    Span,
    has_begun,
    last_day_before,
    may_reopen,
    why_no_end,
    why_not_back,
    why_not_reported,
)
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools.models import Unit
from webapp.schools.queries.school_days import calendar_of
from webapp.schools.rules.school_days import next_school_day


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


@db.atomic()
def change_absence(by: Person, absence: Absence, reason_key: str, span: Span, note: str) -> Absence:
    """A parent changes an own report that has not begun; refused once it has: then only its end is left to change."""
    check_changeable(absence)
    if has_begun(span_of(absence), absence.unit.starts_at, clock.now()):
        raise Refused("has_begun")
    reason = reason_at(absence.unit, reason_key)
    check_report(reason, span, [absence.unit, *units_taking_part(absence.child, span.first_day)])
    if other := overlapping_absence(absence.child, span, but=absence):
        raise Refused("already_reported", child=absence.child.given_name, absence_id=other.id)
    before = {"first_day": absence.first_day, "last_day": absence.last_day, "reason": absence.reason_name}
    changes = {
        "reason_key": reason.key, "reason_name": reason.name, "is_illness": reason.is_illness, "note": note,
        "first_day": span.first_day, "last_day": span.last_day, "starts_at": span.starts_at, "ends_at": span.ends_at,
    }  # fmt: skip
    if all(getattr(absence, name) == value for name, value in changes.items()):
        return absence
    return write_change(by, absence, "changed", changes, **before)


@db.atomic()
def move_end(by: Person, absence: Absence, last_day: date | None, ends_at: str = "") -> Absence:
    """A parent says that an own report lasts longer or shorter; only its end is left to change once it has begun."""
    check_changeable(absence)
    before = span_of(absence)
    span = replace(before, last_day=last_day, ends_at=ends_at)
    if span == before:
        return absence
    if before.is_over(clock.today()):
        raise Refused("is_over")
    if problem := why_no_end(span, clock.today()) or ("end_needed" if lacks_end(absence, span) else None):
        raise Refused(problem)
    if other := overlapping_absence(absence.child, span, but=absence):
        raise Refused("already_reported", child=absence.child.given_name, absence_id=other.id)
    return write_change(by, absence, "changed", {"last_day": last_day, "ends_at": ends_at}, last_day=before.last_day)


def lacks_end(absence: Absence, span: Span) -> bool:
    """Whether a report is open whose reason needs an end; one that is off the list needs it unless it is illness."""
    known = {reason.key: reason.needs_end for reason in reasons_of(absence.unit)}
    return span.last_day is None and known.get(absence.reason_key, not absence.is_illness)


@db.atomic()
def end_absence(by: Person, absence: Absence, back_on: date) -> Absence:
    """The child is better, or back: the report ends the day before. A child that is back before it was away is a
    report withdrawn."""
    check_changeable(absence)
    span = span_of(absence)
    if problem := why_not_back(span, back_on, clock.today()):
        raise Refused(problem)
    last_day = last_day_before(back_on, span)
    if last_day is None:
        return withdraw(by, absence)
    if last_day == span.last_day:
        return absence
    return write_change(by, absence, "better", {"last_day": last_day}, back_on=back_on)


@db.atomic()
def reopen_absence(by: Person, absence: Absence) -> Absence:
    """The child is not better after all: the report is open again, until the day on which it would be back is over.
    Refused while another one runs."""
    check_changeable(absence)
    span = span_of(absence)
    if span.last_day is None:
        return absence
    if not may_reopen(absence.is_illness, next_school_day_at(absence.unit, span.last_day), clock.today()):
        raise Refused("cannot_reopen")
    if overlapping_absence(absence.child, Span(span.first_day), but=absence):
        raise Refused("open_elsewhere", child=absence.child.given_name)
    return write_change(by, absence, "reopened", {"last_day": None, "ends_at": ""}, last_day=absence.last_day)


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
