"""Link letters: ordered, printed by a job, and cleared away, for they hold codes in clear."""

import logging
import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from flask import current_app, render_template
from flask_babel import force_locale, format_date

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.colours import scale_of
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.files import path_of
from webapp.core.jobs import LongJob, start_long_job
from webapp.core.pdf import pdf_of_many, qr_code
from webapp.documents.jobs import print_letters
from webapp.documents.phrases import LETTERS_FAILED
from webapp.schools.actions.link_codes import DraftCode, draft_codes, drop_drafts, renew_codes
from webapp.schools.models import Child, Unit
from webapp.schools.queries.links import children_to_link

log = logging.getLogger(__name__)

LETTERS_LAST = timedelta(days=1)


def letters_file(job_id: str) -> Path:
    """Where the letters of a job lie. Ask only for a job that was found in the database."""
    return current_app.config["SETTINGS"].DATA_FOLDER / "letters" / f"{job_id}.pdf"


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
        keep_letters(job, letters_pdf(unit, children, drafts, steps))
        with db.atomic():
            renew_codes(drafts, unit, by)
            job.finish(f"/link-letters/{job.id}")
    except Exception:
        log.exception("letters failed", extra={"job": job.id[:6]})
        letters_file(job.id).unlink(missing_ok=True)
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
    colours = scale_of(unit.colour)
    with force_locale("nl"):
        style = render_template("documents/print/link_letter.css")
        sheets = [letter(unit, child, draft.clear) for child, draft in zip(children, drafts, strict=True)]
    style += f"html {{ --accent: {colours['accent']}; --soft: {colours['soft']} }}"
    images = {"logo": path_of(unit.logo).read_bytes()} if unit.logo else {}
    return pdf_of_many(sheets, style, images, steps.next)


def letter(unit: Unit, child: Child, code: str) -> str:
    """The letter about one child as HTML."""
    site = current_app.config["SETTINGS"].SITE_ADDRESS
    last_day = clock.today() + timedelta(days=unit.code_days - 1)
    return render_template(
        "documents/print/link_letter.html",
        unit=unit,
        has_logo=bool(unit.logo),
        child=child,
        code=code,
        qr=qr_code(f"{site}/link-codes?code={code}"),
        shown_address=site.partition("://")[2],
        printed_on=format_date(clock.today(), "d MMMM y"),
        valid_until=format_date(last_day, "d MMMM y"),
    )


def keep_letters(job: LongJob, pdf: bytes) -> None:
    """Keep the file where only the portal reads it."""
    file = letters_file(job.id)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(pdf)


def forget_letters(by: Person, job: LongJob) -> None:
    """The office has printed the letters: the file with the codes goes."""
    letters_file(job.id).unlink(missing_ok=True)
    audit(by, "forget_letters", by)


def forget_old_letters() -> int:
    """Letters go by themselves a day after they were made; returns how many went."""
    old = [
        file
        for file in letters_file("any").parent.glob("*.pdf")
        if file.stat().st_mtime < (clock.now() - LETTERS_LAST).timestamp()
    ]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
