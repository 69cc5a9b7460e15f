"""A letter as a family gets it: opened by its button, kept, read back as text and as pictures."""

import subprocess
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Locator
from pypdf import PdfReader

from tests.journeys.conftest import PICTURES

BUTTON = "Afdrukken / bewaar als PDF"


def opened_letter(button: Locator, name: str) -> str:
    """The text of the letter behind the button, in one line; its pages are in test-results/ to be looked at."""
    page = button.page
    answer = page.request.get(page.evaluate("(link) => link.href", button.element_handle()))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    PICTURES.mkdir(exist_ok=True)
    file: Path = PICTURES / f"{name}.pdf"
    file.write_bytes(answer.body())
    subprocess.run(["pdftoppm", "-r", "70", "-png", file, PICTURES / name], check=True)
    pages = PdfReader(BytesIO(answer.body())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
