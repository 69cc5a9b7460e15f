"""Takes the pictures of the README and of the help pages of a running demo, with nothing changed in it yet:
`PYTHONPATH=. python docs/pictures/take.py http://localhost:8000`.
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from webapp.demo.people import PASSWORD

MARIEKE, JORIS = "marieke@ouders.example", "joris@notenboom.example"
PHONE, TABLET, DESK = (390, 844), (820, 844), (1280, 844)
# file: who, on what, on which page
PICTURES = {
    "feed": ((MARIEKE, PHONE, "/news"), (MARIEKE, DESK, "/news")),
    "morning": ((MARIEKE, PHONE, "/administration"), (MARIEKE, PHONE, "/absences/new"), (JORIS, TABLET, "/today")),
}
MARGIN = 24
# what the help shows of a parent's phone, in each language, and where it stands
HELP = {
    "feed": "/news",
    "calendar": "/calendar",
    "report": "/absences/new",
    "talk": "/conferences",
    "consents": "/consents",
    "notifications": "/account/notifications",
}
HELP_WIDTH = 320
HELP_FOLDER = Path(__file__).resolve().parents[2] / "webapp/static/help"


def screen(browser: Browser, address: str, who: str, size: tuple[int, int], path: str) -> Image.Image:
    """What somebody sees on a page."""
    page = signed_in(browser, address, who, size)
    page.goto(path)
    picture = Image.open(BytesIO(page.screenshot()))
    page.context.close()
    return picture


def signed_in(browser: Browser, address: str, who: str, size: tuple[int, int]) -> Page:
    context = browser.new_context(
        base_url=address, viewport={"width": size[0], "height": size[1]}, locale="nl-NL", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("E-mailadres").fill(who)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/news")
    return page


def take_help(browser: Browser, address: str) -> None:
    """What the help pages show, in Dutch and in English; the parent reads Dutch again afterwards."""
    page = signed_in(browser, address, MARIEKE, PHONE)
    for language in ("nl", "en", "nl"):
        page.goto("/account/profile")
        page.locator("[name=language]").select_option(language)
        page.locator("form[action*=profile] button[type=submit]").last.click()
        page.wait_for_load_state("networkidle")
        for name, path in HELP.items():
            page.goto(path)
            if name == "talk":  # with the times to choose from
                page.locator(".talk-rows a").first.click()
            page.wait_for_load_state("networkidle")
            picture = Image.open(BytesIO(page.screenshot()))
            small = picture.resize((HELP_WIDTH, HELP_WIDTH * picture.height // picture.width), Image.Resampling.LANCZOS)
            small.save(HELP_FOLDER / f"help-{name}-{language}.webp", quality=72, method=6)
    page.context.close()


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
        take_help(browser, address)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
