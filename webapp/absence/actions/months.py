"""The month of a group on paper: made by a job, and cleared away the same day, for it says who was ill."""

import logging
from datetime import timedelta
from pathlib import Path

from webapp.absence.jobs import print_month
from webapp.absence.phrases import MONTH_FAILED
from webapp.absence.queries.months import Month, month_in
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.colours import scale_of
from webapp.core.db import db
from webapp.core.files import read_file
from webapp.core.jobs import LongJob, long_job_of, start_long_job
from webapp.core.pdf import forget_pdfs, keep_pdf, pdf_file, pdf_of, sheet
from webapp.schools.models import Group

log = logging.getLogger(__name__)

MONTHS = "absence-months"  # the folder in which they lie
MONTHS_LAST = timedelta(hours=12)


@db.atomic()
def order_month(by: Person, month: Month) -> LongJob:
    """Somebody of the school wants the month of a group on paper: a job makes it."""
    job = start_long_job(by)
    audit(by, "order_month", month.group, month.group.unit, month=month.key)
    print_month(job.id, month.group.id, month.key)
    return job


def make_month(job_id: str, group_id: int, key: str) -> None:
    """The month as it is at this moment, A4 and lying down."""
    job, group = LongJob.get_by_id(job_id), Group.get_by_id(group_id)
    try:
        keep_pdf(month_pdf(month_in(group, key)), pdf_file(MONTHS, job.id))
        job.finish(f"/groups/{group.id}/months/{key}?pdf={job.id}")
    except Exception:
        log.exception("month failed", extra={"job": job.id[:6]})
        job.fail(str(MONTH_FAILED))


def month_pdf(month: Month) -> bytes:
    unit = month.group.unit
    made = sheet("absence/print/month.html", unit=unit, month=month, now=clock.now())
    style = sheet("absence/print/month.css", **scale_of(unit.colour))
    return pdf_of([made], style, {"logo": read_file(unit.logo)} if unit.logo else {})


def printed_month_of(by: Person, job_id: str) -> Path | None:
    """The file that this person's own job made, while it is there; raises DoesNotExist for another's job."""
    file = pdf_file(MONTHS, long_job_of(by, job_id).id)
    return file if file.exists() else None


def forget_printed_months() -> int:
    """Printed months go by themselves; returns how many went."""
    return forget_pdfs(MONTHS, clock.now() - MONTHS_LAST)
