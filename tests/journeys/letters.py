"""A letter as a family gets it: opened by its button, kept, read back as text and as pictures."""

import subprocess
from io import BytesIO
from pathlib import Path

from playwright.sync_api import APIResponse, Locator
from pypdf import PdfReader

from tests.journeys.conftest import PICTURES

BUTTON = "Afdrukken / bewaar als PDF"


def opened_letter(button: Locator, name: str) -> str:
    """The text of the letter behind the button, in one line; its pages are in test-results/ to be looked at."""
    page = button.page
    return read_back(page.request.get(page.evaluate("(link) => link.href", button.element_handle())), name)


def read_back(answer: APIResponse, name: str) -> str:
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    PICTURES.mkdir(exist_ok=True)
    file: Path = PICTURES / f"{name}.pdf"
    file.write_bytes(answer.body())
    subprocess.run(["pdftoppm", "-r", "70", "-png", file, PICTURES / name], check=True)
    pages = PdfReader(BytesIO(answer.body())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def kept_letter(button: Locator, name: str) -> str:
    """The same of a letter that is issued when somebody asks: a form that leads to it."""
    page = button.page
    form = button.evaluate_handle("(button) => button.form")
    address = page.evaluate("(form) => form.action", form)
    sent = page.evaluate("(form) => Object.fromEntries(new FormData(form))", form)
    return read_back(page.request.post(address, form=sent), name)
