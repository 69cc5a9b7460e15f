"""The file itself: taken in, and gone as soon as it is not needed, for it is full of children."""

import json
from contextlib import suppress
from datetime import timedelta

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.files import drop_unused, keep_file
from webapp.core.forms import strip
from webapp.schools.models import SchoolImport, Unit
from webapp.schools.queries.imports import earlier_mapping_of
from webapp.schools.school_file.contents import UnreadableFile
from webapp.schools.school_file.kinds import kind_of
from webapp.schools.school_file.table import guess_mapping, open_table

SUFFIXES = {"edexml": "xml", "csv": "csv", "xlsx": "xlsx"}
UPLOADS_LAST = timedelta(days=7)


def receive_file(by: Person, unit: Unit, file_name: str, data: bytes) -> SchoolImport:
    """The office brings its school's file. A table waits for its columns to be matched; what cannot be read at all is
    refused at once and not kept."""
    try:
        kind = kind_of(data)
        headings = [] if kind == "edexml" else open_table(kind, data).headings
    except UnreadableFile as reason:
        raise Refused(reason.code, line=reason.line, **reason.values) from None
    mapping = headings and (earlier_mapping_of(unit, headings) or guess_mapping(headings))
    with db.atomic():
        school_import = SchoolImport.create(
            unit=unit,
            person=by,
            file_name=strip(file_name)[:200] or SUFFIXES[kind],
            file=keep_file(data, SUFFIXES[kind]),
            kind=kind,
            mapping=json.dumps(mapping, ensure_ascii=False) if mapping else "",
            state="mapping" if kind != "edexml" else "uploaded",
            created_at=clock.now(),
        )
        audit(by, "receive_file", school_import, unit, kind=kind)
    return school_import


def forget_file(school_import: SchoolImport) -> None:
    """A file full of children does not stay: it goes as soon as no import needs it any more."""
    open_imports = SchoolImport.select().where(SchoolImport.file == school_import.file, SchoolImport.state != "applied")
    if not open_imports.exists():
        with suppress(ValueError):
            drop_unused(school_import.file)


@db.atomic()
def forget_old_uploads() -> int:
    """A file that was not applied within a week goes, with its plan; returns how many went."""
    old = list(SchoolImport.select().where(SchoolImport.created_at < clock.now() - UPLOADS_LAST))
    waiting = [school_import for school_import in old if school_import.state != "applied"]
    for school_import in waiting:
        school_import.delete_instance()
    for school_import in old:
        forget_file(school_import)  # of applied ones too, should a worker have been killed just before it did so
    return len(waiting)
