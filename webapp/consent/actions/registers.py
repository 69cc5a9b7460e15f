"""The register of a group on paper: made by a job, and cleared away the same day."""

import logging
from datetime import date, timedelta
from pathlib import Path

from webapp.accounts.models import Person
from webapp.consent.jobs import print_register
from webapp.consent.phrases import CELL_WORDS, REGISTER_FAILED, SOURCES
from webapp.consent.queries.registers import Register, register_of
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.colours import scale_of
from webapp.core.db import db
from webapp.core.files import read_file
from webapp.core.jobs import LongJob, long_job_of, start_long_job
from webapp.core.pdf import forget_pdfs, keep_pdf, pdf_file, pdf_of, sheet
from webapp.schools.models import Child, Group, Unit

log = logging.getLogger(__name__)

REGISTERS = "consent-registers"  # the folder in which they lie
REGISTERS_LAST = timedelta(hours=12)


@db.atomic()
def look_at_register(by: Person, group: Group, on: date) -> None:
    """Who of the office takes the register of a group is written down."""
    audit(by, "look_at_register", group, group.unit, on=on)


@db.atomic()
def look_at_consents(by: Person, child: Child, units: list[Unit]) -> None:
    """Who of the office looks at all choices for a child is written down: they tell on which points parents differ."""
    for unit in units:
        audit(by, "look_at_consents", child, unit)


@db.atomic()
def order_register(by: Person, group: Group, on: date) -> LongJob:
    """The office wants the register of a group on paper, as it stood on a day: a job makes it."""
    job = start_long_job(by)
    audit(by, "order_register", group, group.unit, on=on)
    print_register(job.id, group.id, on.isoformat())
    return job


def make_register(job_id: str, group_id: int, day: str) -> None:
    """The register as it stood on a day, A4 and lying down."""
    job, group = LongJob.get_by_id(job_id), Group.get_by_id(group_id)
    try:
        keep_pdf(register_pdf(register_of(group, date.fromisoformat(day))), pdf_file(REGISTERS, job.id))
        job.finish(f"/groups/{group.id}/consents?day={day}&pdf={job.id}")
    except Exception:
        log.exception("register failed", extra={"job": job.id[:6]})
        job.fail(str(REGISTER_FAILED))


def register_pdf(register: Register) -> bytes:
    unit = register.group.unit
    made = sheet(
        "consent/print/register.html", unit=unit, register=register, now=clock.now(), cell_words=CELL_WORDS,
        sources=SOURCES,
    )  # fmt: skip
    style = sheet("consent/print/register.css", **scale_of(unit.colour))
    return pdf_of([made], style, {"logo": read_file(unit.logo)} if unit.logo else {})


def printed_register_of(by: Person, job_id: str) -> Path | None:
    """The file that this person's own job made, while it is there; raises DoesNotExist for another's job."""
    file = pdf_file(REGISTERS, long_job_of(by, job_id).id)
    return file if file.exists() else None


def forget_printed_registers() -> int:
    """Printed registers go by themselves; returns how many went."""
    return forget_pdfs(REGISTERS, clock.now() - REGISTERS_LAST)
