"""Call lists on paper: made by a job, and cleared away the same day, for they hold phone numbers."""

import logging
from datetime import timedelta
from pathlib import Path

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.colours import scale_of
from webapp.core.db import db
from webapp.core.files import read_file
from webapp.core.jobs import LongJob, long_job_of, start_long_job
from webapp.core.pdf import forget_pdfs, keep_pdf, pdf_file, pdf_of, sheet
from webapp.schools.models import Unit
from webapp.urgent.jobs import print_call_list
from webapp.urgent.models import UrgentMessage
from webapp.urgent.phrases import CALL_LIST_FAILED
from webapp.urgent.queries.board import board_of
from webapp.urgent.queries.messages import audience_of

log = logging.getLogger(__name__)

CALL_LISTS = "call-lists"  # the folder in which they lie
CALL_LISTS_LAST = timedelta(hours=12)


@db.atomic()
def order_call_list(by: Person, message: UrgentMessage) -> LongJob:
    """The sender wants on paper whom to phone: a job makes it, as the board is at that moment."""
    job = start_long_job(by)
    audit(by, "order_call_list", message)
    print_call_list(job.id, message.id)
    return job


def make_call_list(job_id: str, message_id: int) -> None:
    """The families that nothing reached and those not known to have seen it, with their numbers."""
    job, message = LongJob.get_by_id(job_id), UrgentMessage.get_by_id(message_id)
    try:
        keep_pdf(call_list_pdf(message), pdf_file(CALL_LISTS, job.id))
        job.finish(f"/urgent/{message.id}/board?call-list={job.id}")
    except Exception:
        log.exception("call list failed", extra={"job": job.id[:6]})
        job.fail(str(CALL_LIST_FAILED))


def call_list_pdf(message: UrgentMessage) -> bytes:
    audience = audience_of(message)
    unit = Unit.get_by_id(audience[0][0])
    made = sheet(
        "urgent/print/call_list.html",
        unit=unit,
        message=message,
        audience=audience,
        board=board_of(message),
        now=clock.now(),
    )
    style = sheet("urgent/print/call_list.css", **scale_of(unit.colour))
    return pdf_of([made], style, {"logo": read_file(unit.logo)} if unit.logo else {})


def call_list_of(by: Person, job_id: str) -> Path | None:
    """The file that this person's own job made, while it is there; raises DoesNotExist for another's job."""
    file = pdf_file(CALL_LISTS, long_job_of(by, job_id).id)
    return file if file.exists() else None


def forget_old_call_lists() -> int:
    """Call lists go by themselves; returns how many went."""
    return forget_pdfs(CALL_LISTS, clock.now() - CALL_LISTS_LAST)
