"""What the office does with its school's file: match its columns, have it read, apply it, or throw it away."""

import json
from datetime import timedelta
from pathlib import Path

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.jobs import LongJob, start_long_job
from webapp.schools.actions.import_files import forget_file
from webapp.schools.actions.import_runs import read_and_plan, write_at_once
from webapp.schools.jobs import apply_school_file_in_background, read_school_file_in_background
from webapp.schools.models import SchoolImport, Unit
from webapp.schools.rules.import_plans import Plan

STUCK_AFTER = timedelta(minutes=15)


@db.atomic()
def choose_mapping(by: Person, school_import: SchoolImport, mapping: dict[str, str]) -> LongJob:
    """The office says which column is what (heading → field); then the file is read."""
    SchoolImport.update(mapping=json.dumps(mapping, ensure_ascii=False)).where(
        SchoolImport.id == school_import.id
    ).execute()
    return order_plan(by, school_import)


@db.atomic()
def order_plan(by: Person, school_import: SchoolImport) -> LongJob:
    """The file is read by a job, which makes the plan; again, as often as the office likes, until it is applied."""
    job = start_long_job(by)
    move_on(school_import, ("uploaded", "mapping", "planned", "refused"), "reading", job)
    read_school_file_in_background(job.id, school_import.id)
    return job


@db.atomic()
def apply_import(by: Person, school_import: SchoolImport, is_sure: bool = False) -> LongJob:
    """The office applies a plan: a job does it. Of two who press at the same moment one is refused; who would end many
    children must be sure of it."""
    if json.loads(school_import.plan or "{}").get("ends_many") and not is_sure:
        raise Refused("ends_many")
    job = start_long_job(by)
    move_on(school_import, ("planned",), "applying", job)
    apply_school_file_in_background(job.id, school_import.id)
    return job


def move_on(school_import: SchoolImport, before: tuple[str, ...], after: str, job: LongJob) -> None:
    """Take the import from one of these states to the next, if nobody else did; refused when somebody did."""
    moved = (
        SchoolImport.update(state=after, job_id=job.id)
        .where(SchoolImport.id == school_import.id, SchoolImport.state.in_(before))
        .execute()
    )
    if not moved:
        raise Refused("import_moved_on")


@db.atomic()
def discard_import(by: Person, school_import: SchoolImport) -> None:
    """The office does not want this file: it goes, and nothing has changed. What was applied stays in the list."""
    gone = (
        SchoolImport.delete()
        .where(SchoolImport.id == school_import.id, SchoolImport.state.not_in(["applying", "applied"]))
        .execute()
    )
    if not gone:
        raise Refused("import_moved_on")
    audit(by, "discard_import", school_import, school_import.unit)
    forget_file(school_import)


def release_stuck_imports() -> int:
    """An import whose worker was killed can be tried again: nothing of it was written."""
    stuck = LongJob.select(LongJob.id).where(LongJob.created_at < clock.now() - STUCK_AFTER)
    back = {"reading": "uploaded", "applying": "planned"}
    return sum(
        SchoolImport.update(state=after).where(SchoolImport.state == state, SchoolImport.job_id.in_(stuck)).execute()
        for state, after in back.items()
    )


def import_school(unit: Unit, path: Path, by: Person | None = None, mapping: dict[str, str] | None = None) -> Plan:
    """Read a file, plan and apply it here and now, while nobody looks; refused with the first reason why not."""
    plan, fingerprint = read_and_plan(unit, path, mapping)
    write_at_once(by, unit, path.name, plan, fingerprint)
    return plan
