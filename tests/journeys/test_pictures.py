"""Pictures of children, from the first choice to a photo that is taken away: phone, tablet and desk, one after the
other."""

import re
from io import BytesIO

import pillow_heif
import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import DESKTOP, PICTURES, TABLET
from tests.journeys.letters import BUTTON, kept_letter
from tests.journeys.test_absence import ELINE, MARIEKE, at_school, tap
from tests.journeys.test_leave import INGRID, KARIMA

pytestmark = pytest.mark.journey

JORIS, SANNE, TOM = "joris@notenboom.example", "sanne@ouders.example", "tom@ouders.example"
PURPOSES = 7
COLOURS = ("#b45309", "#0f766e", "#1d4ed8", "#be123c", "#4d7c0f", "#7e22ce", "#0e7490", "#a16207", "#9f1239", "#3f6212")
GPS = {1: "N", 2: (52.0, 59.0, 12.0), 3: "E", 4: (6.0, 33.0, 40.0)}  # EXIF: where it was taken


def sheet_of(page: Page, child: str, unit: str) -> Locator:
    """All that a unit asks for a child, on the parent's page."""
    return page.get_by_role("region", name=f"{child} {unit}", exact=True)


def purpose(sheet: Locator, title: str) -> Locator:
    return sheet.get_by_role("listitem").filter(has=sheet.page.get_by_role("heading", name=title, exact=True))


def allow_all(sheet: Locator) -> None:
    for number in range(PURPOSES, 0, -1):
        expect(sheet.get_by_role("button", name=re.compile("^Toestaan"))).to_have_count(number)
        sheet.get_by_role("button", name=re.compile("^Toestaan")).first.click()
    expect(sheet.get_by_text("Alles gekozen")).to_be_visible()


def test_parent_chooses_everything_for_two_children(open_at_school, picture):
    phone = at_school(open_at_school, MARIEKE)
    phone.goto("/administration")
    phone.get_by_role("link", name=re.compile("Beeldgebruik")).click()
    picture(phone, "consents-open")

    allow_all(sheet_of(phone, "Daan", "De Notenboom"))
    allow_all(sheet_of(phone, "Noor", "De Notenboom"))

    picture(phone, "consents-chosen")
    expect(purpose(sheet_of(phone, "Noor", "De Notenboom"), "Ouderportaal").get_by_text("Toegestaan")).to_be_visible()


def test_parent_changes_one_reads_what_was_before_and_prints(open_at_school, picture):
    phone = at_school(open_at_school, MARIEKE)
    phone.goto("/consents")
    sheet = sheet_of(phone, "Daan", "De Notenboom")
    press = purpose(sheet, "PR en de krant")

    press.get_by_role("link", name="Wijzig: PR en de krant voor Daan").click()
    expect(press.get_by_text("Alleen vanaf nu: eerdere foto's blijven staan")).to_be_visible()
    picture(phone, "consent-change")
    press.get_by_role("button", name=re.compile("^Niet toestaan")).click()
    noted = re.compile(r"U koos «Niet toestaan», vastgelegd op di 24 nov 2026 om 08:\d\d")  # as late as it got
    expect(press.get_by_text(noted)).to_be_visible()
    letter = kept_letter(sheet.get_by_role("button", name=BUTTON), "consents")
    press.get_by_role("link", name=re.compile("^Geschiedenis")).click()

    chosen = phone.get_by_role("main").get_by_role("listitem").get_by_role("heading")
    expect(chosen).to_have_text(["Niet toestaan", "Toestaan"])
    picture(phone, "consent-history")
    assert re.search(r"PR en de krant.*Niet toestaan, vastgelegd op di 24 nov 2026", letter)
    assert "Marieke de Vries" in letter


def test_office_enters_a_paper_form_and_the_portal_outranks_it_from_the_leading_date(open_at_school, picture):
    desk = at_school(open_at_school, INGRID, DESKTOP)
    desk.goto("/office")
    desk.get_by_role("link", name="Beeldgebruik").first.click()
    picture(desk, "consents-office")
    desk.get_by_role("link", name="Papieren formulier invoeren").click()
    yara = desk.get_by_label("Kind", exact=True).get_by_role("option", name=re.compile("Yara el Idrissi"))
    desk.get_by_label("Kind", exact=True).select_option(yara.get_attribute("value"))
    tap(desk, "Verder")
    desk.get_by_label("Getekend op").fill("2026-09-03")
    desk.get_by_label("Getekend door").select_option(label="Karima el Idrissi")
    desk.get_by_role("group", name="Ouderportaal").get_by_text("Toestaan", exact=True).click()
    desk.get_by_role("group", name="Sociale media").get_by_text("Niet toestaan").click()
    picture(desk, "paper-form")
    tap(desk, "Invoeren")
    expect(desk.get_by_text("Let op: deze keuzes tellen nu niet mee.")).to_be_visible()
    picture(desk, "paper-form-idle")
    tap(desk, "Toch invoeren")

    desk.goto("/units/1/consents")
    boards = desk.get_by_role("region", name="Per groep: wie mag op de foto, en het register")
    boards.get_by_role("link", name=re.compile("Groep 5")).click()
    board = desk.get_by_role("main")
    board.get_by_role("link", name="Sociale media").click()
    yara = board.get_by_role("listitem").filter(has_text="Yara")
    expect(yara.get_by_text("Ja", exact=True)).to_be_visible()
    board.get_by_label("Stand op").fill("2026-11-01")
    board.get_by_label("Stand op").press("Enter")
    expect(board.get_by_text("1 november 2026")).to_be_visible()
    expect(desk.get_by_role("listitem").filter(has_text="Yara").get_by_text("Nee", exact=True)).to_be_visible()
    picture(desk, "board-as-of")

    phone = at_school(open_at_school, KARIMA)
    phone.goto("/consents")
    expect(purpose(sheet_of(phone, "Yara", "De Notenboom"), "Sociale media").get_by_text("Toegestaan")).to_be_visible()


def test_two_guardians_disagree_and_only_the_office_sees_who_chose_what(open_at_school, picture):
    tom = at_school(open_at_school, TOM)
    tom.goto("/consents")
    portal = purpose(sheet_of(tom, "Mees", "De Notenboom"), "Ouderportaal")
    portal.get_by_role("link", name=re.compile("^Wijzig")).click()
    portal.get_by_role("button", name=re.compile("^Niet toestaan")).click()
    expect(portal.get_by_text("Niet toegestaan")).to_be_visible()

    sanne = at_school(open_at_school, SANNE)
    sanne.goto("/consents")
    hers = purpose(sheet_of(sanne, "Mees", "De Notenboom"), "Ouderportaal")
    expect(hers.get_by_text("Niet toegestaan")).to_be_visible()
    assert "Tom" not in sanne.content()
    picture(sanne, "consents-differ")

    desk = at_school(open_at_school, INGRID, DESKTOP)
    desk.goto("/units/1/consents")
    differ = desk.get_by_role("region", name="Ouders zijn het niet eens")
    expect(differ.get_by_text("Tom Visser: niet toestaan").first).to_be_visible()
    expect(differ.get_by_text("Ouderportaal", exact=True)).to_be_visible()


def test_teacher_sees_who_may_be_pictured_on_one_board(open_at_school, picture):
    tablet = at_school(open_at_school, JORIS, TABLET)
    tablet.goto("/groups")
    tablet.get_by_role("link", name=re.compile("Groep 3")).first.click()
    tablet.get_by_role("link", name="Wie mag op de foto?").click()

    expect(tablet.get_by_role("heading", name="Geen foto's van:")).to_be_visible()
    noor = tablet.get_by_role("listitem").filter(has_text="Noor").filter(has_text="de Vries")
    expect(noor.get_by_text("Ja", exact=True)).to_be_visible()
    picture(tablet, "board")


def test_phone_number_is_shared_with_one_group_and_nobody_else(open_at_school, picture):
    phone = at_school(open_at_school, MARIEKE)
    phone.goto("/administration")
    phone.get_by_role("link", name=re.compile("Telefoonnummer")).first.click()
    number = re.search(r"06 \d+", phone.get_by_text("Uw nummer: ").inner_text())[0]
    card = phone.get_by_role("region", name=re.compile("ouders van Groep 3"))
    card.get_by_role("button", name=re.compile("^Ja")).click()
    expect(card.get_by_role("button", name=re.compile("^Ja"))).to_have_attribute("aria-pressed", "true")
    picture(phone, "sharing")
    card.get_by_role("link", name=re.compile("Telefoonnummers van")).click()
    address = phone.url

    eline = at_school(open_at_school, ELINE)
    eline.goto(address)
    call = eline.get_by_role("link", name=f"Bel Marieke de Vries op {number}")
    expect(call).to_have_attribute("href", f"tel:+31{number[1:].replace(' ', '')}")
    picture(eline, "directory")

    sanne = at_school(open_at_school, SANNE)
    assert sanne.request.get(address).status == 404


def photo(colour: str, kind: str = "JPEG") -> bytes:
    """A photo with something round in the middle, taken somewhere: the place stands in it."""
    made, round_thing = BytesIO(), Image.radial_gradient("L").resize((640, 480))
    taken = ImageOps.colorize(round_thing, "white", colour)
    exif = Image.Exif()
    exif.get_ifd(0x8825).update(GPS)
    if kind == "HEIF":
        pillow_heif.from_pillow(taken).save(made, exif=exif.tobytes())
    else:
        taken.save(made, kind, exif=exif)
    return made.getvalue()


def twelve_photos() -> list[dict]:
    jpegs = [
        {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": photo(colour)}
        for number, colour in enumerate(COLOURS, 1)
    ]
    heic = {"name": "IMG_11.heic", "mimeType": "image/heic", "buffer": photo("#334155", "HEIF")}
    return [*jpegs, heic, {"name": "tekening.png", "mimeType": "image/png", "buffer": photo("#f59e0b", "PNG")}]


def card_of(page: Page, number: int) -> Locator:
    return page.locator("[data-photo]").nth(number - 1)


def who(card: Locator, label: str) -> None:
    card.get_by_role("radio", name=label).check()


def test_teacher_posts_twelve_photos_is_stopped_by_name_blurs_and_posts(open_at_school, picture):
    tablet = at_school(open_at_school, JORIS, TABLET)
    tablet.goto("/news/new")
    tablet.get_by_label("Titel").fill("Op zoek naar herfst")
    tablet.get_by_role("textbox", name="Bericht").fill("Kijk wat we vonden in het bos.")
    tablet.get_by_label("Kies foto's").set_input_files(twelve_photos())
    expect(tablet.locator(".staged")).to_have_count(12)
    picture(tablet, "compose-staged")
    tap(tablet, "12 foto's toevoegen")
    expect(tablet.locator("[data-photo] img")).to_have_count(12, timeout=60_000)

    tablet.get_by_text("Voor alle foto's tegelijk: wie staat erop?").click()
    everyone = tablet.locator("[data-photo-all]")
    who(everyone, "Niemand")
    tap(tablet, "Voor alle foto's")
    first, second = card_of(tablet, 1), card_of(tablet, 2)
    who(first, "Kinderen")
    first.locator(".tag").filter(has_text="Noor").click()
    first.get_by_label("Wat is er te zien?").fill("Een kind met een berg bladeren")
    who(second, "Kinderen")
    refusing = second.locator(".tag-no").first
    name = refusing.locator("span").nth(1).inner_text().splitlines()[0].replace("geen toestemming", "").strip()
    refusing.click()
    picture(tablet, "compose-tagged")
    tap(tablet, "Plaatsen")

    expect(tablet.get_by_role("alert").filter(has_text=name).first).to_be_visible()
    picture(tablet, "compose-refused")
    assert tablet.url.endswith(("/news", "/news/new"))
    blur_in_the_middle(tablet, card_of(tablet, 2))
    who(card_of(tablet, 2), "Niemand")
    tap(tablet, "Plaatsen")
    expect(tablet.get_by_text("Uw bericht staat online.")).to_be_visible()
    picture(tablet, "post-with-photos")


def blur_in_the_middle(page: Page, card: Locator) -> None:
    """Wipe over the middle of a photo; it is sent again, blurred."""
    before = card.locator("img").get_attribute("src")
    card.get_by_role("button", name="Vervagen").click()
    canvas = page.get_by_role("application")
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / "blur.png")
    tap(page, "Klaar")
    expect(card.locator("img")).not_to_have_attribute("src", before, timeout=30_000)


def test_parent_swipes_and_no_photo_tells_where_it_was_taken(open_at_school, picture):
    phone = at_school(open_at_school, MARIEKE)
    phone.goto("/news")
    post = phone.get_by_role("article").filter(has_text="Op zoek naar herfst")
    expect(post.get_by_text("+7")).to_be_visible()
    post.evaluate("article => article.scrollIntoView()")  # to the top: nothing above is half under the header
    picture(phone, "feed-photos")

    post.locator("a.photo").first.click()
    box = phone.get_by_role("dialog")
    expect(box.get_by_text("Foto 1 van 12")).to_be_visible()
    phone.keyboard.press("ArrowRight")
    expect(box.get_by_text("Foto 2 van 12")).to_be_visible()
    swipe(phone, box.locator("[data-lightbox-stage]"))
    expect(box.get_by_text("Foto 3 van 12")).to_be_visible()
    phone.wait_for_timeout(300)
    phone.screenshot(path=PICTURES / "lightbox-390.png")
    sources = [phone.evaluate("(image) => image.src", image.element_handle()) for image in box.locator("img").all()]
    phone.keyboard.press("Escape")
    expect(box).to_be_hidden()

    bodies = [phone.request.get(source).body() for source in {*sources, *every_picture(phone)}]
    assert len(bodies) > 5
    assert [body[8:12] for body in bodies] == [b"WEBP"] * len(bodies)
    assert [body for body in bodies if b"EXIF" in body or b"GPS" in body or Image.open(BytesIO(body)).getexif()] == []


def every_picture(page: Page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('.photo img')].map((i) => i.src).filter((s) => !s.startsWith('data:'))"
    )


def swipe(page: Page, stage: Locator) -> None:
    """A finger from right to left."""
    box = stage.bounding_box()
    y, right, left = box["y"] + box["height"] / 2, box["x"] + box["width"] * 0.8, box["x"] + box["width"] * 0.2
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": right, "y": y}]})
    for step in range(1, 6):
        x = right + (left - right) * step / 5
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_withdrawn_consent_leaves_the_photo_until_the_school_answers(open_at_school, picture):
    phone = at_school(open_at_school, MARIEKE)
    phone.goto("/consents")
    portal = purpose(sheet_of(phone, "Noor", "De Notenboom"), "Ouderportaal")
    portal.get_by_role("link", name=re.compile("^Wijzig")).click()
    portal.get_by_role("button", name=re.compile("^Niet toestaan")).click()
    expect(portal.get_by_text("Niet toegestaan")).to_be_visible()
    phone.goto("/news")
    photo = phone.get_by_role("article").filter(has_text="Op zoek naar herfst").locator("a.photo").first
    address = photo.get_attribute("href")
    photo.click()
    box = phone.get_by_role("dialog")
    expect(box.get_by_text("Uw kind Noor staat op deze foto.")).to_be_visible()
    box.get_by_text("Vraag om deze foto te verwijderen").click()
    phone.screenshot(path=PICTURES / "removal-ask-390.png")
    tap(phone, "Ja, vraag het")
    expect(box.get_by_text(re.compile("U hebt gevraagd om deze foto te verwijderen"))).to_be_visible()

    tablet = at_school(open_at_school, JORIS, TABLET)
    tablet.goto("/removal-requests")
    picture(tablet, "removal-requests")
    tablet.get_by_role("link", name="Antwoorden").first.click()
    tablet.get_by_role("button", name="Verwijderen").click()
    picture(tablet, "removal-answer")
    tap(tablet, "Ja, verwijder de foto")

    phone.goto("/removals")
    expect(phone.get_by_text(re.compile("Verwijderd")).first).to_be_visible()
    picture(phone, "removals-own")
    assert phone.request.get(address).status == 404
