"""Takes the README's picture of a running demo: `python docs/pictures/take.py http://localhost:8000`."""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from webapp.demo.people import PASSWORD

SIZES = ((390, 844), (1280, 844))
MARGIN = 24


def feed(browser: Browser, address: str, size: tuple[int, int]) -> Image.Image:
    """What Marieke sees when she comes in."""
    context = browser.new_context(
        base_url=address, viewport={"width": size[0], "height": size[1]}, locale="nl-NL", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("E-mailadres").fill("marieke@ouders.example")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/news")
    picture = Image.open(BytesIO(page.screenshot()))
    context.close()
    return picture


def beside(pictures: list[Image.Image]) -> Image.Image:
    """The pictures in a row on a quiet ground, small enough for a README."""
    width = sum(picture.width for picture in pictures) + MARGIN * (len(pictures) + 1)
    whole = Image.new("RGB", (width, pictures[0].height + 2 * MARGIN), "#d9d5cd")
    left = MARGIN
    for picture in pictures:
        whole.paste(picture, (left, MARGIN))
        left += picture.width + MARGIN
    return whole.resize((whole.width * 2 // 3, whole.height * 2 // 3), Image.Resampling.LANCZOS).quantize(128)


def main(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        pictures = [feed(browser, address, size) for size in SIZES]
        browser.close()
    beside(pictures).save(Path(__file__).with_name("feed.png"), optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
