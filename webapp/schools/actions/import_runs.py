"""Reading a school's file into a plan, and writing the plan: what the jobs, the command line and the demo do."""

import json
import logging
from collections.abc import Callable
from pathlib import Path

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.files import as_local_file
from webapp.core.jobs import LongJob
from webapp.schools.actions.import_files import forget_file
from webapp.schools.actions.import_writing import write_plan
from webapp.schools.models import SchoolImport, Unit
from webapp.schools.phrases import IMPORT_FAILED
from webapp.schools.queries.imports import snapshot_of
from webapp.schools.rules.import_outlines import outline_of, unreadable_outline
from webapp.schools.rules.import_plans import Plan
from webapp.schools.rules.imports import plan_of
from webapp.schools.school_file.contents import UnreadableFile
from webapp.schools.school_file.reading import read_school_file

log = logging.getLogger(__name__)

READING_SHARE = 0.9  # of the progress that a person sees; the rest is comparing


def plan_import(job_id: str, import_id: int) -> None:
    """The job: read the file, compare it with the unit, and keep the plan for the office to look at."""
    job, school_import = LongJob.get_by_id(job_id), SchoolImport.get_by_id(import_id)
    try:
        keep_plan(school_import, Steps(job).tell)
        job.finish(f"/imports/{import_id}")
    except Exception:
        log.exception("reading a school file failed", extra={"job": job.id[:6]})
        SchoolImport.update(state="refused").where(SchoolImport.id == import_id).execute()
        job.fail(str(IMPORT_FAILED))


def keep_plan(school_import: SchoolImport, progress: Callable[[int, int], None], is_renewed: bool = False) -> None:
    try:
        plan, fingerprint = read_and_plan_kept(school_import, progress)
        outline = outline_of(plan) | {"is_renewed": is_renewed}
        state = "refused" if set(plan.blocked_by) - {"nothing_new"} else "planned"
    except UnreadableFile as reason:
        outline, fingerprint, state = unreadable_outline(reason), "", "refused"
    SchoolImport.update(plan=json.dumps(outline, ensure_ascii=False), fingerprint=fingerprint, state=state).where(
        SchoolImport.id == school_import.id, SchoolImport.state.in_(["reading", "applying"])
    ).execute()


def mapping_of(school_import: SchoolImport) -> dict[str, str] | None:
    return json.loads(school_import.mapping) if school_import.mapping else None


def read_and_plan_kept(school_import: SchoolImport, progress: Callable[[int, int], None]) -> tuple[Plan, str]:
    """The same for the file of an import."""
    with as_local_file(school_import.file) as path:
        return read_and_plan(school_import.unit, path, mapping_of(school_import), progress)


def read_and_plan(
    unit: Unit,
    path: Path,
    mapping: dict[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Plan, str]:
    """What the file would change in the unit, and the fingerprint of the unit as it is now."""
    now = snapshot_of(unit)
    return plan_of(read_school_file(path, mapping, progress), now), now.fingerprint


class Steps:
    """Tells the waiting person how many of the hundred steps are done, while nothing is being written."""

    def __init__(self, job: LongJob):
        self.job = job
        job.progress(0, 100)

    def tell(self, done: int, total: int) -> None:
        self.job.progress(int(100 * READING_SHARE * done / (total or 1)), 100)


def apply_now(job_id: str, import_id: int) -> None:
    """The job: read and plan once more, and write it if the unit is still as the office saw it; else plan anew."""
    job, school_import = LongJob.get_by_id(job_id), SchoolImport.get_by_id(import_id)
    progress = Steps(job).tell
    try:
        plan, fingerprint = read_and_plan_kept(school_import, progress)
        try:
            if fingerprint != school_import.fingerprint:
                raise Refused("changed_meanwhile")
            write_import(Person.get_by_id(job.owner_id), school_import, plan)
        except Refused:
            keep_plan(school_import, progress, is_renewed=True)
        job.finish(f"/imports/{import_id}")
    except Exception:
        log.exception("applying a school file failed", extra={"job": job.id[:6]})
        SchoolImport.update(state="planned").where(
            SchoolImport.id == import_id, SchoolImport.state == "applying"
        ).execute()
        job.fail(str(IMPORT_FAILED))
    forget_file(school_import)


def write_import(by: Person, school_import: SchoolImport, plan: Plan) -> None:
    """Write the plan and that it is done, in one transaction; of the plan only the numbers are kept."""
    with db.atomic():
        done = (
            SchoolImport.update(state="applied", applied_at=clock.now(), plan=numbers_of(plan))
            .where(SchoolImport.id == school_import.id, SchoolImport.state == "applying")
            .execute()
        )
        if not done:
            raise Refused("import_moved_on")
        write_if_unchanged(by, school_import.unit, plan, school_import.fingerprint)


def numbers_of(plan: Plan) -> str:
    return json.dumps({"counts": outline_of(plan)["counts"]})


@db.atomic()
def write_at_once(by: Person | None, unit: Unit, file_name: str, plan: Plan, fingerprint: str) -> None:
    """Write a plan that nobody looked at on a screen; it stands among the unit's imports like the others."""
    write_if_unchanged(by, unit, plan, fingerprint)
    now = clock.now()
    SchoolImport.create(
        unit=unit,
        person=by,
        file_name=file_name,
        file="",
        kind=plan.kind,
        state="applied",
        plan=numbers_of(plan),
        created_at=now,
        applied_at=now,
    )


@db.atomic()
def write_if_unchanged(by: Person | None, unit: Unit, plan: Plan, fingerprint: str) -> None:
    """The plan becomes true for the unit, as a whole; refused when it is blocked or the unit is no longer the same.

    A unit that is not kept yet is made with it.
    """
    if plan.blocked_by and plan.blocked_by != ["nothing_new"]:
        raise Refused(plan.blocked_by[0])
    if unit.id is None:
        unit.save()
    Unit.update(kind=Unit.kind).where(Unit.id == unit.id).execute()  # holds the row: one import at a time
    if snapshot_of(unit).fingerprint != fingerprint:
        raise Refused("changed_meanwhile")
    write_plan(plan, unit)
    audit(by, "apply_import", unit, unit, **outline_of(plan)["counts"])
