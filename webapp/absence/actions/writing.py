"""How reports of absence are written down: once, with their history and a letter, and told to whom it concerns."""

import json
from datetime import date
from typing import Any

from peewee import Expression, IntegrityError

from webapp.absence.actions.closings import close_for_report
from webapp.absence.models import Absence, AbsenceEvent
from webapp.absence.notices import tell_of_absences
from webapp.absence.queries.absences import overlapping_absence
from webapp.absence.queries.letters import CONFIRMATION, confirmation_facts
from webapp.absence.queries.settings import reasons_of
from webapp.absence.rules.reports import Reason, Span
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.i18n import language_of
from webapp.documents.actions.letters import issue_letter
from webapp.schools.models import Child, Unit


def reason_at(unit: Unit, key: str) -> Reason:
    """The reason of this key at a unit, in Dutch, as it is kept; refused when there is none."""
    with language_of("nl"):
        found = next((reason for reason in reasons_of(unit) if reason.key == key), None)
    if found is None:
        raise Refused("unknown_reason")
    return found


def make_report(
    by: Person, child: Child, unit: Unit, reason: Reason, span: Span, note: str, source: str, key: str
) -> tuple[Absence, bool]:
    """A new report with its letter, or the one that is there already: for the same key, or for the same days."""
    if known := report_with(child, key) or overlapping_absence(child, span):
        return known, False
    try:
        with db.atomic():
            absence = write_report(by, child, unit, reason, span, note, source, key)
            issue_letter(CONFIRMATION, unit, child, absence, confirmation_facts(absence))
            return absence, True
    except IntegrityError:  # somebody was a moment earlier
        known = report_with(child, key) or overlapping_absence(child, span)
    if known is None:
        raise Refused("changed_meanwhile")
    return known, False


def report_with(child: Child, key: str) -> Absence | None:
    """The report of this child that was made with this key; another child's key is somebody else's."""
    return Absence.get_or_none(Absence.idempotency_key == key, Absence.child == child)


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


def check_changeable(absence: Absence) -> None:
    if absence.withdrawn_at:
        raise Refused("withdrawn")
    if absence.source == "leave":
        raise Refused("of_leave")


def write_change(by: Person, absence: Absence, event: str, changes: dict[str, Any], **details: Any) -> Absence:
    """Write it unless somebody changed the report meanwhile; tell everybody concerned."""
    try:
        with db.atomic():
            written = Absence.update(changes).where(Absence.id == absence.id, is_still(absence)).execute()
    except IntegrityError:
        raise Refused("already_reported", child=absence.child.given_name) from None
    if not written:
        return changed_already(absence, changes)
    for name, value in changes.items():
        setattr(absence, name, value)
    note_event(absence, event, by, **details)
    audit(by, f"{event}_absence", absence, absence.unit)
    close_for_report(by, absence)
    tell_of_absences(by, [absence], event)
    return absence


def is_still(absence: Absence) -> Expression:
    """The condition that a report stands as it was read."""
    last_day: date | None = absence.last_day
    same_end = Absence.last_day.is_null() if last_day is None else Absence.last_day == last_day
    same_times = (Absence.starts_at == absence.starts_at) & (Absence.ends_at == absence.ends_at)
    return Absence.withdrawn_at.is_null() & (Absence.first_day == absence.first_day) & same_end & same_times


def changed_already(absence: Absence, changes: dict[str, Any]) -> Absence:
    """The report, when somebody made the same change a moment before; refused when it was another one."""
    now = Absence.get_by_id(absence.id)
    if now.withdrawn_at:
        raise Refused("withdrawn")
    if any(getattr(now, name) != value for name, value in changes.items()):
        raise Refused("changed_meanwhile")
    return now
