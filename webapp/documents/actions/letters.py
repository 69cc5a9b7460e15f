"""Letters about a child: issued once, when the thing happens; printed whenever somebody asks."""

import json
import time
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from peewee import IntegrityError

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.colours import scale_of
from webapp.core.db import db
from webapp.core.files import read_file
from webapp.core.pdf import forget_pdfs, keep_pdf, pdf_file, pdf_of, sheet
from webapp.documents.jobs import print_letter
from webapp.documents.models import Letter
from webapp.documents.queries.letters import facts_of
from webapp.documents.rules import FAMILY, new_number, template_of
from webapp.schools.models import Child, Unit

ISSUED = "issued-letters"  # the folder in which printed letters lie
PRINTED_LAST = timedelta(days=1)
PATIENCE = 8.0  # seconds that somebody waits for a letter
ISO_DAY = len("2026-11-24")
GLANCE = 0.02  # seconds between two looks whether it is there


@db.atomic()
def issue_letter(
    kind: str,
    unit: Unit,
    child: Child | None,
    subject: object,
    facts: dict[str, Any],
    audience: str = FAMILY,
    person: Person | None = None,
) -> Letter:
    """A unit writes a letter: what it tells is kept, and as whom (`sender`), so that it says the same next year.

    `kind` is `feature/name`, and its template `templates/feature/print/name.html`. `subject` is the row it is about, or
    a text of its own; of one subject there is one letter of a kind, and asking again gives that one. With a `person` no
    other guardian opens it.
    """
    about = subject if isinstance(subject, str) else f"{subject.__class__.__name__.lower()}-{subject.id}"  # type: ignore[attr-defined]
    told = facts | {"sender": {"name": unit.name, "phone": unit.phone, "email": unit.email}}
    try:
        with db.atomic():
            return Letter.create(
                number=new_number(clock.today()), kind=kind, subject=about, audience=audience, unit=unit, child=child,
                person=person, facts=json.dumps(told, default=as_text, ensure_ascii=False), issued_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        return Letter.get(Letter.kind == kind, Letter.subject == about)


def as_text(value: object) -> str:
    """A day or a moment as facts keep it (ISO 8601)."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def file_of(letter: Letter, language: str) -> Path:
    """Where a letter lies that was printed in a language."""
    return pdf_file(ISSUED, f"{letter.number}-{language}")


def printed_letter(by: Person, letter: Letter, language: str) -> Path | None:
    """The letter as a file in a language, printed by a worker when it was not yet; None when none came in time.

    The letter must be one that `by` may open.
    """
    file = file_of(letter, language)
    if not file.exists():
        print_letter(letter.id, language)
    if not waited_for(file):
        return None
    audit(by, "open_letter", letter, letter.unit)
    return file


def waited_for(file: Path) -> bool:
    """Whether the file is there, or came within the time that somebody waits."""
    until = time.monotonic() + PATIENCE
    while not file.exists():
        if time.monotonic() > until:
            return False
        time.sleep(GLANCE)
    return True


def make_letter(letter_id: int, language: str) -> None:
    """Print a letter. What another worker printed meanwhile says the same."""
    letter = Letter.select(Letter, Unit).join(Unit).where(Letter.id == letter_id).get()
    with suppress(FileExistsError):
        keep_pdf(letter_pdf(letter, language), file_of(letter, language))


def letter_pdf(letter: Letter, language: str) -> bytes:
    """The letter as a PDF for screen readers too, in the unit's colour and with its logo."""
    unit = letter.unit
    html = sheet(
        template_of(letter.kind),
        language=language,
        letter=letter,
        unit=unit,
        facts=readable(facts_of(letter)),
        issued_on=letter.issued_at.astimezone(clock.SCHOOL_ZONE).date(),
    )
    style = sheet("documents/print/letter.css", **scale_of(unit.colour))
    return pdf_of([html], style, {"logo": read_file(unit.logo)} if unit.logo else {})


def readable(value: Any) -> Any:
    """Facts as templates show them: what is kept as an ISO day or moment is one again."""
    if isinstance(value, dict):
        return {name: readable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [readable(one) for one in value]
    if isinstance(value, str):
        return as_time(value)
    return value


def as_time(text: str) -> str | date | datetime:
    """A day or moment that was kept as ISO 8601, as it was; any other text stays as it is."""
    with suppress(ValueError):
        if len(text) == ISO_DAY and text[4] == text[7] == "-":  # a phone number has ten digits as well
            return date.fromisoformat(text)
        if text[ISO_DAY : ISO_DAY + 1] == "T":
            return datetime.fromisoformat(text)
    return text


def forget_printed_letters() -> int:
    """Printed letters go after a day, and are printed anew when somebody asks; returns how many went."""
    return forget_pdfs(ISSUED, clock.now() - PRINTED_LAST)
