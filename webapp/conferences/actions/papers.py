"""Day sheets for who receives, and posters for the doors: made by a job, and cleared away the same day."""

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

from webapp.accounts.models import Person
from webapp.conferences.jobs import print_papers
from webapp.conferences.models import Round
from webapp.conferences.phrases.talks import PAPERS_FAILED
from webapp.conferences.queries.grids import runs
from webapp.conferences.queries.invitations import answerers_in
from webapp.conferences.queries.rounds import staff_round_of
from webapp.conferences.queries.talks import sheets_of
from webapp.conferences.rules.slots import clock_of
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.colours import scale_of
from webapp.core.db import db
from webapp.core.files import read_file
from webapp.core.jobs import LongJob, long_job_of, start_long_job
from webapp.core.pdf import forget_pdfs, keep_pdf, pdf_file, pdf_of, sheet

log = logging.getLogger(__name__)

DAY_SHEETS, POSTERS = KINDS = ("day-sheets", "posters")
PAPERS = "conference-papers"  # the folder in which they lie
PAPERS_LAST = timedelta(hours=12)


@db.atomic()
def order_papers(by: Person, round: Round, kind: str) -> LongJob:
    """Somebody wants the day sheets or the posters of a round: of all hosts for who runs it, else the own."""
    job = start_long_job(by)
    audit(by, "order_papers", round, round.unit, kind=kind)
    print_papers(job.id, round.id, kind)
    return job


def make_papers(job_id: str, round_id: int, kind: str) -> None:
    """The papers as it stands at this moment, a page for each host and day."""
    job = LongJob.get_by_id(job_id)
    try:
        by = Person.get_by_id(job.owner_id)
        keep_pdf(papers_pdf(by, staff_round_of(by, round_id), kind), pdf_file(PAPERS, job.id))
        job.finish(f"/rounds/{round_id}/papers?pdf={job.id}")
    except Exception:
        log.exception("papers failed", extra={"job": job.id[:6]})
        job.fail(str(PAPERS_FAILED))


def papers_pdf(by: Person, round: Round, kind: str) -> bytes:
    """A PDF of day sheets (names, parents, notes: only for who receives) or of posters (first names only)."""
    unit = round.unit
    people = answerers_in(round) if kind == DAY_SHEETS else {}
    shown = sheets_of(by, round, runs(by, round))
    template = f"conferences/print/{kind.replace('-', '_')}.html"
    told: dict[str, Any] = {"unit": unit, "round": round, "people": people, "clock_of": clock_of, "now": clock.now()}
    made = [sheet(template, sheets=shown, **told)]
    style = sheet("conferences/print/papers.css", **scale_of(unit.colour))
    return pdf_of(made, style, {"logo": read_file(unit.logo)} if unit.logo else {})


def printed_papers_of(by: Person, job_id: str) -> Path | None:
    """The file that this person's own job made, while it is there; raises DoesNotExist for another's job."""
    file = pdf_file(PAPERS, long_job_of(by, job_id).id)
    return file if file.exists() else None


def forget_papers() -> int:
    """Printed papers go by themselves; returns how many went."""
    return forget_pdfs(PAPERS, clock.now() - PAPERS_LAST)
