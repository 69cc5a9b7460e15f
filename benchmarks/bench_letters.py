"""Link letters: 500 in one file by two processes against one, and one letter warm against a cold process."""

import subprocess
import sys
from datetime import date, timedelta
from time import perf_counter

from benchmarks.portals import ROOT, empty_portal, machine, seconds
from webapp.core import clock
from webapp.core.colours import scale_of
from webapp.core.pdf import pdf_of, pdf_of_many, sheet
from webapp.documents.actions.link_letters import LETTER
from webapp.schools.models import Child, Unit

LETTERS = 500


def sheets_for(count: int) -> tuple[list[str], str]:
    """So many letters as HTML, and their style."""
    unit = Unit.create(name="De Notenboom", kind="school", phone="0591234567", email="info@notenboom.example")
    sheets = []
    for number in range(count):
        child = Child.create(given_name=f"Kind {number}", surname="de Vries", birthdate=date(2019, 1, 1))
        child.group_name = "Groep 3 – Beukennootjes"
        code, last_day = f"K7QM-3F9T-{number:04}", clock.today() + timedelta(days=59)
        sheets.append(sheet(LETTER, unit=unit, child=child, code=code, today=clock.today(), last_day=last_day))
    return sheets, sheet("documents/print/link_letter.css", **scale_of(unit.colour))


def cold() -> float:
    """One letter by a process that has loaded nothing yet: what it takes beyond starting Python."""
    program = "from benchmarks.bench_letters import one_letter; one_letter()"
    began = perf_counter()
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
    return perf_counter() - began


def one_letter() -> None:
    with empty_portal():
        sheets, style = sheets_for(1)
        pdf_of(sheets, style)


def main() -> None:
    with empty_portal():
        sheets, style = sheets_for(LETTERS)
    sizes, taken = {}, {}
    for processes in (1, 2):
        began = perf_counter()
        sizes[processes] = len(pdf_of_many(sheets, style, processes=processes))
        taken[processes] = perf_counter() - began
    warm = seconds(lambda: pdf_of(sheets[:1], style), 10)
    alone = len(pdf_of(sheets[:1], style))
    cold_taken = min(cold() for _ in range(3))
    faster, share = taken[1] / taken[2], warm / cold_taken
    print(machine())
    print(f"{LETTERS} letters, two processes: {taken[2]:.1f} s = {faster:.2f}× one process ({taken[1]:.1f} s)")
    print(f"a letter of these: {sizes[2] / LETTERS / 1000:.1f} KB; a letter by itself: {alone / 1000:.1f} KB")
    print(f"one letter, warm: {warm * 1000:.0f} ms = {share:.2f} of a process that starts for it ({cold_taken:.2f} s)")


if __name__ == "__main__":
    main()
