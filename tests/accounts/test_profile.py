"""What people tell about themselves, their photo, and the language of the screens."""

from io import BytesIO

import pytest
from PIL import Image

from tests.accounts.mails import what_is_wrong
from tests.news.photos import jpeg
from webapp.accounts.models import Person
from webapp.core.audit import AuditEntry
from webapp.core.files import path_of

PAGE = "/account/profile"
MARIEKE = {"name": "Marieke de Vries", "phone": "06 12345678", "about": "Ik bak graag.\nEn fiets.", "language": "nl"}


@pytest.fixture
def marieke(cast, browser_of):
    return browser_of(cast.marieke)


def kept(cast) -> dict[str, str]:
    person = Person.get_by_id(cast.marieke.id)
    return {name: getattr(person, name) for name in MARIEKE}


def picture(form: str = "JPEG") -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, form)
    return made.getvalue()


def send_photo(browser, data: bytes, name: str = "ik.jpg"):
    return browser.post("/account/photo", data={"photo": (BytesIO(data), name)})


def test_profile_is_saved_and_shown_again(cast, marieke):
    answer = marieke.post(PAGE, data=MARIEKE)
    page = marieke.get(PAGE).text

    assert (answer.status_code, answer.location) == (303, PAGE)
    assert kept(cast) == MARIEKE | {"phone": "+31612345678"}
    assert "Uw profiel is opgeslagen." in page
    assert [part in page for part in ('value="Marieke de Vries"', "Ik bak graag.\nEn fiets.</textarea>")] == [
        True,
        True,
    ]
    audited = AuditEntry.select().where(AuditEntry.verb == "update_profile").get()
    assert (audited.actor_id, audited.subject) == (cast.marieke.id, f"person-{cast.marieke.id}")


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0612345678", "+31612345678"),
        ("(0591) 23 45 67", "+31591234567"),
        ("+32 470 12 34 56", "+32470123456"),
        ("0049 151 23456789", "+4915123456789"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_phone_number_is_kept_in_the_international_form(cast, marieke, typed, phone):
    marieke.post(PAGE, data=MARIEKE | {"phone": typed})

    assert kept(cast)["phone"] == phone


@pytest.mark.parametrize("typed", ["+31600000014", "06 00000014"])
def test_number_that_stood_there_already_keeps_nobody_from_choosing_a_language(cast, marieke, typed):
    cast.marieke.phone = "+31600000014"
    cast.marieke.save(only=["phone"])

    marieke.post(PAGE, data=MARIEKE | {"phone": typed, "language": "en"})

    assert kept(cast) == MARIEKE | {"phone": "+31600000014", "language": "en"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"phone": "0612"}, "Dit is geen geldig telefoonnummer. Schrijf het zoals 06 12345678."),
        ({"phone": "bel mij"}, "Dit is geen geldig telefoonnummer. Schrijf het zoals 06 12345678."),
        ({"name": " "}, "Vul dit in."),
        ({"name": "M" * 101}, "Dit is te lang: hoogstens 100 tekens."),
        ({"about": "a" * 2001}, "Dit is te lang: hoogstens 2000 tekens."),
        ({"language": "de"}, None),
    ],
)
def test_what_will_not_do_is_told_and_what_was_typed_stays(cast, marieke, typed, sentence):
    before = kept(cast)

    answer = marieke.post(PAGE, data=MARIEKE | {"about": "Getypt en nog niet bewaard"} | typed)

    assert (answer.status_code, kept(cast)) == (422, before)
    assert sentence in (None, what_is_wrong(answer.text)[-1])
    assert answer.text.count("Getypt en nog niet bewaard") == ("about" not in typed)


def test_markup_and_characters_that_nobody_types_do_no_harm(cast, marieke):
    marieke.post(PAGE, data=MARIEKE | {"name": "<b>M</b>\x00", "about": "<script>\x00alert(1)</script>"})
    page = marieke.get(PAGE).text

    assert (kept(cast)["name"], kept(cast)["about"]) == ("<b>M</b>", "<script>alert(1)</script>")
    assert ("<b>M</b>" in page, "<script>alert" in page, "&lt;script&gt;alert" in page) == (False, False, True)


def test_nobody_changes_another_profile(cast, browser_of, client):
    before = kept(cast)

    browser_of(cast.karima).post(PAGE, data=MARIEKE | {"name": "Iemand anders"})
    stranger = client.post(PAGE, data=MARIEKE)

    assert (stranger.location, kept(cast)) == ("/sign-in", before)


def test_photo_is_made_anew_kept_and_shown(cast, marieke):
    answer = send_photo(marieke, picture())

    person = Person.get_by_id(cast.marieke.id)
    with Image.open(path_of(person.photo)) as photo:
        assert (photo.format, photo.size) == ("WEBP", (256, 256))
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert person.photo_url == f"/people/{person.id}/photo?v={person.photo[:12]}"
    assert AuditEntry.select().where(AuditEntry.verb == "change_photo").get().subject == f"person-{person.id}"


def test_photo_that_was_replaced_is_gone(cast, marieke):
    send_photo(marieke, picture())
    old = Person.get_by_id(cast.marieke.id).photo

    send_photo(marieke, jpeg("blue"))

    assert (path_of(old).exists(), path_of(Person.get_by_id(cast.marieke.id).photo).exists()) == (False, True)


@pytest.mark.parametrize("data", [b"", b"geen foto", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_photo_is_told_and_the_old_one_stays(cast, marieke, data):
    send_photo(marieke, picture())
    before = Person.get_by_id(cast.marieke.id).photo

    answer = send_photo(marieke, data)

    assert (answer.status_code, what_is_wrong(answer.text)) == (
        422,
        ["Dit is geen foto die we kunnen openen. Kies een JPEG-, PNG-, WebP- of HEIC-foto."],
    )
    assert (Person.get_by_id(cast.marieke.id).photo, bool(before)) == (before, True)


def test_form_without_a_photo_is_told(marieke):
    assert marieke.post("/account/photo").status_code == 422


def test_photo_is_taken_away(cast, marieke):
    send_photo(marieke, picture())

    answer = marieke.post("/account/photo/removal")

    assert (answer.status_code, Person.get_by_id(cast.marieke.id).photo) == (303, "")


@pytest.mark.parametrize(
    ("next_page", "back"),
    [("/sign-in", "/sign-in"), ("//evil.example", "/"), ("https://evil.example", "/"), ("", "/")],
)
def test_language_is_remembered_on_a_strangers_device_and_leads_back(client, next_page, back):
    answer = client.post("/language", data={"language": "en", "next": next_page})

    cookie = client.get_cookie("language")
    assert (answer.status_code, answer.location, cookie.value, cookie.http_only) == (303, back, "en", True)
    assert '<html lang="en"' in client.get("/sign-in").text


def test_language_of_who_is_signed_in_goes_into_the_profile_and_leaves_the_rest(cast, marieke):
    marieke.post(PAGE, data=MARIEKE)

    marieke.post("/language", data={"language": "en"})

    assert kept(cast) == MARIEKE | {"phone": "+31612345678", "language": "en"}
    assert '<html lang="en"' in marieke.get("/account/sessions").text


def test_unknown_language_changes_nothing(client):
    client.post("/language", data={"language": "xx"})

    assert client.get_cookie("language") is None


@pytest.mark.parametrize(
    ("wish", "language"), [("en-GB,en;q=0.9", "en"), ("de,en;q=0.5,nl;q=0.2", "en"), ("de", "nl"), ("", "nl")]
)
def test_browser_that_wishes_a_language_gets_it_where_we_have_it(client, wish, language):
    page = client.get("/sign-in", headers={"Accept-Language": wish}).text

    assert f'<html lang="{language}"' in page
