"""Takes the README's pictures of a running demo: `python docs/pictures/take.py http://localhost:8000`."""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from webapp.demo.people import PASSWORD

MARIEKE, JORIS = "marieke@ouders.example", "joris@notenboom.example"
PHONE, TABLET, DESK = (390, 844), (820, 844), (1280, 844)
# file: who, on what, on which page
PICTURES = {
    "feed": ((MARIEKE, PHONE, "/news"), (MARIEKE, DESK, "/news")),
    "morning": ((MARIEKE, PHONE, "/administration"), (MARIEKE, PHONE, "/absences/new"), (JORIS, TABLET, "/today")),
}
MARGIN = 24


def screen(browser: Browser, address: str, who: str, size: tuple[int, int], path: str) -> Image.Image:
    """What somebody sees on a page."""
    context = browser.new_context(
        base_url=address, viewport={"width": size[0], "height": size[1]}, locale="nl-NL", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("E-mailadres").fill(who)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/news")
    page.goto(path)
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
        for name, screens in PICTURES.items():
            pictures = [screen(browser, address, *one) for one in screens]
            beside(pictures).save(Path(__file__).with_name(f"{name}.png"), optimize=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
