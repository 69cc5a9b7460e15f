"""What phones and browsers ask of the portal before anybody signs in; the same for everybody, and nothing personal."""

import json
import re
from io import BytesIO

import pytest
from PIL import Image
from playhouse.test_utils import assert_query_count

from tests.core.test_icons import logo
from webapp.core.colours import scale_of
from webapp.core.files import keep_file, path_of
from webapp.core.pictures import logo_picture
from webapp.core.portal import settings
from webapp.pwa.rules import ICONS

AGENTS = {
    "iphone": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)",
    "android": "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0",
    "computer": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0",
}


def give_logo(unit, colour: str = "#c2410c") -> None:
    unit.logo = keep_file(logo_picture(logo(colour)), "webp")
    unit.save()


def manifest_seen_by(client) -> dict:
    return json.loads(client.get("/manifest.webmanifest").text)


def test_manifest_is_of_this_installation(cast, client):
    answer = client.get("/manifest.webmanifest")
    manifest = json.loads(answer.text)

    assert (answer.status_code, answer.mimetype) == (200, "application/manifest+json")
    assert {key: manifest[key] for key in ("id", "name", "short_name", "start_url", "scope", "display", "lang")} == {
        "id": "/",
        "name": "Schoolplein",
        "short_name": "Schoolplein",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "lang": "nl",
    }
    assert [shortcut["url"] for shortcut in manifest["shortcuts"]] == ["/news", "/account/notifications"]


def test_bars_have_the_colour_of_the_first_unit(cast, client):
    cast.school.colour = "#7c3aed"
    cast.school.save()

    assert manifest_seen_by(client)["theme_color"] == scale_of("#7c3aed")["accent"]


def test_installation_without_units_has_our_colour_and_our_mark(client):
    manifest = manifest_seen_by(client)

    with client.get(manifest["icons"][0]["src"]) as icon:
        assert (manifest["theme_color"], icon.status_code) == ("#0f766e", 200)


def test_icons_of_the_manifest_are_png_of_the_size_they_claim_and_kept_for_a_year(cast, client):
    give_logo(cast.bso)

    found = [(icon, client.get(icon["src"])) for icon in manifest_seen_by(client)["icons"]]

    assert [(icon["sizes"], icon["purpose"]) for icon, _ in found] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    for icon, answer in found:
        image = Image.open(BytesIO(answer.data))
        assert (image.format, f"{image.width}x{image.height}", answer.mimetype) == ("PNG", icon["sizes"], "image/png")
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_icon_without_its_version_is_asked_again_each_time(cast, client):
    first = client.get("/icons/apple-180.png")
    again = client.get("/icons/apple-180.png", headers={"If-None-Match": first.headers["ETag"]})

    assert Image.open(BytesIO(first.data)).size == (180, 180)
    assert (first.headers["Cache-Control"], again.status_code) == ("no-cache", 304)


def test_new_logo_gives_icons_another_address_and_the_old_ones_are_not_kept(cast, client):
    before = manifest_seen_by(client)["icons"][0]["src"]
    old = client.get(before).data
    give_logo(cast.bso)

    after = manifest_seen_by(client)["icons"][0]["src"]
    new = client.get(after).data

    kept = {path.name for path in (settings().DATA_FOLDER / "icons").iterdir()}
    version = after.partition("v=")[2]
    assert (before != after, old != new, kept) == (True, True, {f"{version}-any-192.png"})


def test_icon_is_drawn_once(cast, client, monkeypatch):
    give_logo(cast.bso)
    first = client.get("/icons/any-192.png").data
    monkeypatch.setattr("webapp.pwa.actions.icon_picture", lambda *how: pytest.fail("drawn again"))

    assert client.get("/icons/any-192.png").data == first


def test_logo_that_cannot_be_read_any_more_gives_way_to_our_mark(cast, client):
    give_logo(cast.bso, "#4d7c0f")  # one that no other test had drawn
    path_of(cast.bso.logo).unlink()
    lost = client.get("/icons/any-192.png")
    cast.bso.logo = keep_file(b"no picture", "webp")
    cast.bso.save()
    broken = client.get("/icons/any-192.png")

    assert (lost.status_code, broken.data) == (200, lost.data)


@pytest.mark.parametrize("name", ["any-193", "any-192x", "..", "%2e%2e%2fvapid", "any-192.png"])
def test_no_other_icon_is_drawn(cast, client, name):
    assert client.get(f"/icons/{name}.png").status_code == 404


def test_icons_and_manifest_take_one_query_and_set_no_cookie(cast, client):
    client.get("/icons/any-192.png")

    with assert_query_count(1):
        icon = client.get("/icons/any-192.png")
    with assert_query_count(1):
        manifest = client.get("/manifest.webmanifest")

    assert (icon.headers.getlist("Set-Cookie"), manifest.headers.getlist("Set-Cookie")) == ([], [])


def worker(client) -> tuple[dict, str]:
    first, _, script = client.get("/service-worker.js").text.partition("\n")
    return json.loads(first.removeprefix("self.PORTAL = ").removesuffix(";")), script


def test_worker_is_a_script_for_the_whole_portal_asked_at_each_visit(client):
    answer = client.get("/service-worker.js")
    again = client.get("/service-worker.js", headers={"If-None-Match": answer.headers["ETag"]})

    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert (answer.headers["Cache-Control"], answer.headers.getlist("Set-Cookie")) == ("no-cache", [])
    assert (again.status_code, again.data) == (304, b"")


def test_worker_is_the_same_bytes_for_everybody(cast, client, browser_of):
    english = browser_of(cast.karima)
    cast.karima.language = "en"
    cast.karima.save(only=["language"])

    scripts = {browser.get("/service-worker.js").data for browser in (client, browser_of(cast.marieke), english)}

    assert len(scripts) == 1


def test_worker_keeps_only_what_is_there_and_the_same_for_everybody(cast, client, browser_of):
    portal, _script = worker(client)
    addresses = [*portal["files"], *portal["pages"]]

    answers = [client.get(address, buffered=True) for address in addresses]

    assert {portal["offline"], portal["kept"]} < set(portal["pages"])
    assert [answer.status_code for answer in answers] == [200] * len(addresses)
    assert [re.sub("-[0-9a-f]{10}", "", file) for file in portal["files"]] == [
        f"/static/dist/{name}" for name in ("app.css", "app.js", "icons.svg", "mark.svg")
    ]


def test_worker_is_a_new_version_when_something_that_it_keeps_changes(app, client, monkeypatch):
    versions = [worker(client)[0]["version"]]
    for name, change in (
        ("words_in", lambda language: {"title": "De Eik", "body": "Nieuw."}),
        ("page_in", lambda language, name: "Straks weer."),
    ):
        monkeypatch.setattr(f"webapp.pwa.views.service_worker.{name}", change)
        monkeypatch.delitem(app.extensions, "service_worker")
        versions.append(worker(client)[0]["version"])
    monkeypatch.delitem(app.extensions, "service_worker")

    assert len(set(versions)) == 3


@pytest.mark.parametrize("address", ["/offline", "/offline/kept"])
def test_page_without_a_connection_needs_nothing_that_is_not_kept(cast, client, address):
    page = client.get(address).text
    kept = worker(client)[0]

    asked = re.findall(r'<(?:link rel="stylesheet"|script|img)[^>]*(?:href|src)="([^"]+)"', page)
    sprites = {address.partition("#")[0] for address in re.findall(r'<use href="([^"]+)"', page)}

    assert {*asked, *sprites} - {*kept["files"], *kept["pages"]} == set()


@pytest.mark.parametrize("address", ["/offline", "/offline/kept"])
def test_page_without_a_connection_tells_nobodys_name(cast, client, browser_of, address):
    def shown(browser):
        return re.sub(r'name="csrf-token" content="[^"]*"', "", browser.get(address).text)

    assert (shown(client), "Marieke" in shown(client)) == (shown(browser_of(cast.marieke)), False)


@pytest.mark.parametrize("system", list(AGENTS))
def test_visitor_reads_the_steps_for_the_own_device_and_finds_the_others_folded(cast, client, system):
    page = client.get("/install", headers={"User-Agent": AGENTS[system]}).text

    names = {"iphone": "iPhone of iPad", "android": "Android", "computer": "Computer"}
    assert re.findall(r'data-install="(\w+)"', page) == [system]
    assert re.findall(r"<summary>([^<]+)</summary>", page) == [names[other] for other in AGENTS if other != system]


def test_visitor_can_ask_for_the_steps_of_another_device(cast, client):
    pages = [client.get(f"/install?system={system}").text for system in ("iphone", "nokia")]

    assert [re.findall(r'data-install="(\w+)"', page) for page in pages] == [["iphone"], ["computer"]]


def test_every_page_tells_phones_how_it_is_installed(cast, client, browser_of):
    for page in (client.get("/sign-in").text, browser_of(cast.marieke).get("/news").text):
        assert re.findall(r'<link rel="(manifest|apple-touch-icon)" href="([^"]+)"', page) == [
            ("apple-touch-icon", "/icons/apple-180.png"),
            ("manifest", "/manifest.webmanifest"),
        ]
        assert re.findall(r'<meta name="((?:apple-)?mobile[^"]+)" content="([^"]+)"', page) == [
            ("mobile-web-app-capable", "yes"),
            ("apple-mobile-web-app-capable", "yes"),
            ("apple-mobile-web-app-title", "Schoolplein"),
        ]


def test_every_icon_has_a_name_that_tells_its_size():
    assert {name: name.rpartition("-")[2] for name in ICONS} == {name: str(icon.side) for name, icon in ICONS.items()}
