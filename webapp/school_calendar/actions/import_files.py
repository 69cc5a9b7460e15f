"""A calendar file taken in, and put aside. What is kept of it is what was read in it."""

import json
from datetime import timedelta

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db, one_at_a_time
from webapp.core.errors import Refused
from webapp.core.files import drop_unused, keep_file
from webapp.core.forms import strip
from webapp.core.pictures import NotAPicture, made_anew
from webapp.school_calendar.models import CalendarImport
from webapp.school_calendar.queries.imports import imports_before
from webapp.school_calendar.rules.received_files import LARGEST
from webapp.schools.models import Unit

READER = "webapp.school_calendar.rules.received_files"
UPLOADS_LAST = timedelta(days=7)


def receive_calendar(by: Person, unit: Unit, file_name: str, data: bytes) -> CalendarImport:
    """Somebody of the school brings the file of another calendar program. What cannot be read at all is refused at once
    and not kept.

    Refused: `no_file`, `file_too_large`, `not_a_calendar`, `no_events`, `too_many_events`.
    """
    found = events_read(data)
    keep_file(found, "json")  # before the transaction: a bucket takes its time
    with db.atomic():
        one_at_a_time("files")  # nobody throws it away before its row is there
        calendar_import = CalendarImport.create(
            unit=unit, person=by, file_name=strip(file_name)[:200] or "agenda.ics", file=keep_file(found, "json"),
            created_at=clock.now(),
        )  # fmt: skip
        audit(by, "receive_calendar", calendar_import, unit)
    return calendar_import


def events_read(data: bytes) -> bytes:
    """The events of a file as they are kept, read in a process with bounds."""
    if not data:
        raise Refused("no_file")
    if len(data) > LARGEST:
        raise Refused("file_too_large")
    try:
        found = made_anew(data, module=READER)
    except NotAPicture:
        raise Refused("not_a_calendar") from None
    if isinstance(problem := json.loads(found), str):
        raise Refused(problem)
    return found


def discard_import(by: Person, calendar_import: CalendarImport) -> None:
    """A file is put aside: nothing was placed, and what was read in it goes."""
    with db.atomic():
        gone = (
            CalendarImport.delete()
            .where(CalendarImport.id == calendar_import.id, CalendarImport.applied_at.is_null())
            .execute()
        )
        if gone:
            audit(by, "discard_calendar", calendar_import, calendar_import.unit)
    drop_unused(calendar_import.file)


def forget_old_imports() -> None:
    """What was not placed within a week goes by itself."""
    old = imports_before(clock.now() - UPLOADS_LAST)
    CalendarImport.delete().where(
        CalendarImport.id.in_([one.id for one in old]), CalendarImport.applied_at.is_null()
    ).execute()
    drop_unused(*(one.file for one in old))
