"""Link letters: ordered, printed by a job, and cleared away, for they hold codes in clear."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.colours import scale_of
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.files import read_file
from webapp.core.jobs import LongJob, long_job_of, start_long_job
from webapp.core.pdf import forget_pdfs, keep_pdf, pdf_file, pdf_of_many, sheet
from webapp.documents.jobs import print_letters
from webapp.documents.phrases import LETTERS_FAILED
from webapp.schools.actions.link_codes import DraftCode, draft_codes, drop_drafts, renew_codes
from webapp.schools.models import Child, Unit
from webapp.schools.queries.links import children_to_link

log = logging.getLogger(__name__)

LETTERS_LAST = timedelta(days=1)
LETTERS = "letters"  # the folder in which they lie
LETTER = "documents/print/link_letter.html"


@db.atomic()
def order_letters(by: Person, unit: Unit, child_ids: Sequence[int]) -> LongJob:
    """The office orders link letters for these children: a job makes them, and their new codes with them."""
    if not child_ids:
        raise Refused("nobody_chosen")
    job = start_long_job(by)
    audit(by, "order_letters", unit, unit, children=len(child_ids))
    print_letters(job.id, unit.id, list(child_ids))
    return job


def print_link_letters(job_id: str, unit_id: int, child_ids: Sequence[int]) -> None:
    """Make the letters with a new code each; only when the file is there do the new codes replace the old ones."""
    job, unit = LongJob.get_by_id(job_id), Unit.get_by_id(unit_id)
    by = Person.get_by_id(job.owner_id)
    children = list(children_to_link(unit).where(Child.id.in_(list(child_ids))).objects())
    steps = Steps(job, 2 * len(children))
    drafts: list[DraftCode] = []
    try:
        drafts += draft_codes(unit, children, by, steps.next)
        keep_pdf(letters_pdf(unit, children, drafts, steps), pdf_file(LETTERS, job.id))
        with db.atomic():
            renew_codes(drafts, unit, by)
            job.finish(f"/link-letters/{job.id}")
    except Exception:
        log.exception("letters failed", extra={"job": job.id[:6]})
        pdf_file(LETTERS, job.id).unlink(missing_ok=True)
        drop_drafts(drafts)
        job.fail(str(LETTERS_FAILED))


class Steps:
    """Tells the waiting person how far the job is, in children, at most fifty times."""

    def __init__(self, job: LongJob, total: int):
        self.job, self.total, self.done = job, total, 0
        job.progress(0, total // 2)

    def next(self) -> None:
        self.done += 1
        if self.done % max(2, self.total // 50) == 0:
            self.job.progress(self.done // 2, self.total // 2)


def letters_pdf(unit: Unit, children: Sequence[Child], drafts: Sequence[DraftCode], steps: Steps) -> bytes:
    """One page for each child, in the unit's own colour."""
    last_day = clock.today() + timedelta(days=unit.code_days - 1)
    sheets = [
        sheet(LETTER, unit=unit, child=child, code=draft.clear, today=clock.today(), last_day=last_day)
        for child, draft in zip(children, drafts, strict=True)
    ]
    style = sheet("documents/print/link_letter.css", **scale_of(unit.colour))
    images = {"logo": read_file(unit.logo)} if unit.logo else {}
    return pdf_of_many(sheets, style, images, steps.next)


def letters_of(by: Person, job_id: str) -> Path | None:
    """The file that this person's own job made, while it is there; raises DoesNotExist for another's job."""
    file = pdf_file(LETTERS, long_job_of(by, job_id).id)
    return file if file.exists() else None


@db.atomic()
def forget_letters(by: Person, job_id: str) -> None:
    """Whoever ordered the letters has printed them: the file with the codes goes."""
    file = letters_of(by, job_id)
    if file:
        audit(by, "forget_letters", by)
        file.unlink(missing_ok=True)


def forget_old_letters() -> int:
    """Letters go by themselves a day after they were made; returns how many went."""
    return forget_pdfs(LETTERS, clock.now() - LETTERS_LAST)
