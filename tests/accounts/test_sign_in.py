"""Signing in and out: what a stranger can learn (nothing), and what the cookie is worth."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.accounts.mails import mailed_link, mails, sentences, what_is_wrong
from tests.browsers import HTMX
from tests.cast import PASSWORD
from webapp.accounts.models import Person, Session
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.credentials import hash_token

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MARIEKE = "marieke@ouders.example"
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 15) Chrome/142.0 Mobile Safari/537.36"}
WRONG = "E-mailadres of wachtwoord klopt niet. Probeer het opnieuw, of kies een nieuw wachtwoord."


def sign_in(client, email=MARIEKE, password=PASSWORD, **more):
    return client.post("/sign-in", data={"email": email, "password": password} | more, headers=PHONE)


def set_cookie(answer, name: str) -> str:
    return next(cookie for cookie in answer.headers.getlist("Set-Cookie") if cookie.startswith(f"{name}="))


def test_right_password_opens_a_session_of_which_only_a_hash_is_kept(cast, client):
    with clock.frozen_at(NOON):
        answer = sign_in(client)

    session = Session.get()
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    assert (answer.status_code, answer.location) == (303, "/")
    assert (session.person, session.device, session.token_hash) == (cast.marieke, "Chrome · Android", hash_token(token))
    assert (session.created_at, session.expires_at) == (NOON, NOON + timedelta(days=30))
    audited = AuditEntry.select().order_by(AuditEntry.id.desc()).get()
    assert (audited.verb, audited.actor_id, audited.subject) == (
        "sign_in",
        cast.marieke.id,
        f"person-{cast.marieke.id}",
    )


@pytest.mark.parametrize("email", ["MARIEKE@Ouders.Example", "  marieke@ouders.example "])
def test_address_may_be_typed_as_people_type(cast, client, email):
    assert sign_in(client, email=email).status_code == 303


def test_staff_stays_signed_in_for_a_working_day(cast, client):
    with clock.frozen_at(NOON):
        sign_in(client, email=cast.joris.email)

    assert Session.get().expires_at == NOON + timedelta(hours=12)


def test_page_to_go_on_to_is_kept_and_only_when_it_is_ours(cast, client):
    page = client.get("/sign-in?next=/account/sessions").text
    to_us = sign_in(client, next="/account/sessions").location
    to_them = sign_in(client, next="https://evil.example/").location

    assert page.count('<input type="hidden" name="next" value="/account/sessions">') == 1
    assert (to_us, to_them) == ("/account/sessions", "/")


def test_who_is_signed_in_already_goes_on(cast, browser_of):
    browser = browser_of(cast.marieke)

    assert browser.get("/sign-in?next=/account/sessions").location == "/account/sessions"
    assert browser.get("/sign-in?next=//evil.example").location == "/"


def block(person: Person) -> None:
    Person.update(blocked_at=clock.now()).where(Person.id == person.id).execute()


def forget_password(person: Person) -> None:
    Person.update(password_hash=None, activated_at=None).where(Person.id == person.id).execute()


@pytest.mark.parametrize("why", ["wrong password", "unknown", "blocked", "invited"])
def test_refusal_does_not_tell_whether_the_account_exists(cast, client, why):
    if why == "blocked":
        block(cast.marieke)
    if why == "invited":
        forget_password(cast.marieke)
    email = "nobody@ouders.example" if why == "unknown" else MARIEKE
    password = "verkeerd wachtwoord" if why == "wrong password" else PASSWORD

    answer = sign_in(client, email=email, password=password)

    assert (answer.status_code, what_is_wrong(answer.text)) == (422, [WRONG])
    assert f'value="{email}"' in answer.text
    assert password not in answer.text
    assert (Session.select().count(), mails()) == (0, [])


def test_blocked_person_is_out_at_once(cast, browser_of):
    browser = browser_of(cast.marieke)
    before = browser.get("/account/sessions").status_code

    block(cast.marieke)

    assert (before, browser.get("/account/sessions").location) == (200, "/sign-in?next=/account/sessions")


def test_who_is_not_active_yet_gets_the_mail_again(cast, client):
    Person.update(activated_at=None).where(Person.id == cast.marieke.id).execute()

    answer = sign_in(client)

    assert (answer.status_code, what_is_wrong(answer.text)) == (
        422,
        [
            "Uw account is nog niet actief. "
            "Klik op ‘Activeer je account’ in de mail die we u net opnieuw hebben gestuurd."
        ],
    )
    assert (Session.select().count(), mails()) == (0, [(MARIEKE, "Activeer je account")])
    client.post(mailed_link(MARIEKE, "/activations"))
    assert sign_in(client).status_code == 303


def test_stranger_with_a_wrong_password_cannot_make_us_mail_who_is_not_active(cast, client):
    Person.update(activated_at=None).where(Person.id == cast.marieke.id).execute()

    answer = sign_in(client, password="verkeerd wachtwoord")

    assert (what_is_wrong(answer.text), mails()) == ([WRONG], [])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "marieke"}, "Dit is geen geldig e-mailadres."),
        ({"email": ""}, "Vul uw e-mailadres in."),
        ({"password": ""}, "Vul uw wachtwoord in."),
        ({"email": "marieke\x00@ouders.example\x00"}, None),
    ],
)
def test_what_is_typed_wrong_is_told_under_the_field(cast, client, typed, sentence):
    answer = sign_in(client, **typed)

    expected = ["Er is nog iets niet goed ingevuld. Kijk bij de rode tekst.", sentence] if sentence else []
    assert (answer.status_code, what_is_wrong(answer.text)) == (422 if sentence else 303, expected)


def test_cookie_is_out_of_reach_of_scripts_and_other_sites(cast, client):
    cookie = set_cookie(sign_in(client), "portal")

    assert sorted(part.split("=")[0] for part in cookie.split("; ")[1:]) == ["Expires", "HttpOnly", "Path", "SameSite"]
    assert "; SameSite=Lax" in cookie


def test_over_https_the_cookie_cannot_be_set_by_a_neighbour(app, cast, monkeypatch):
    from webapp.core.security import start_security

    settings = replace(app.config["SETTINGS"], SITE_ADDRESS="https://portaal.example")
    fresh = type(app)(__name__)
    start_security(fresh, settings.secure)
    for name in ("SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE"):
        monkeypatch.setitem(app.config, name, fresh.config[name])
    client = app.test_client()

    cookie = set_cookie(
        client.post("/sign-in", base_url="https://portaal.example", data={"email": MARIEKE, "password": PASSWORD}),
        "__Host-portal",
    )
    language = set_cookie(
        client.post("/language", base_url="https://portaal.example", data={"language": "en"}), "language"
    )

    assert [part for part in cookie.split("; ") if part in ("Secure", "Path=/", "HttpOnly")] == [
        "Secure",
        "HttpOnly",
        "Path=/",
    ]
    assert "Domain" not in cookie
    assert "; Secure" in language


def test_signing_in_begins_a_fresh_cookie_but_keeps_codes_that_were_entered(cast, client):
    with client.session_transaction() as cookie:
        cookie.update(entered_codes=[7], planted="by somebody else")

    sign_in(client)

    with client.session_transaction() as cookie:
        assert (cookie.get("entered_codes"), cookie.get("planted")) == ([7], None)


def test_cookie_with_a_token_that_was_never_ours_is_nobody(cast, client):
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "x" * 43

    assert client.get("/account/sessions").status_code == 303


def test_eleventh_guess_at_one_address_waits(cast, app):
    """Guesses come from everywhere, so what is counted is the address that is guessed at."""
    statuses = []
    for number in range(11):
        client = app.test_client()
        answer = client.post(
            "/sign-in",
            data={"email": "Marieke@ouders.example "[: -1 if number % 2 else None], "password": ""},
            environ_base={"REMOTE_ADDR": f"203.0.113.{number}"},
        )
        statuses.append(answer.status_code)

    right = sign_in(app.test_client())
    other = sign_in(app.test_client(), email=cast.karima.email)

    assert (statuses, right.status_code, other.status_code) == ([422] * 10 + [429], 429, 303)
    assert sentences(right.text).startswith("429 Even wachten")
    assert Session.select().where(Session.person == cast.marieke).count() == 0


def test_thirty_first_guess_from_one_place_waits(cast, app, client):
    statuses = [sign_in(client, email=f"ouder{number}@ouders.example", password="").status_code for number in range(31)]

    assert statuses == [422] * 30 + [429]


def test_signing_out_ends_the_session_and_empties_the_browser(cast, browser_of):
    browser = browser_of(cast.marieke)
    with browser.session_transaction() as cookie:
        token = cookie["_user_id"]

    answer = browser.post("/sign-out")

    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert Session.get(Session.token_hash == hash_token(token)).ended_at is not None
    with browser.session_transaction() as cookie:
        cookie["_user_id"] = token  # somebody kept the cookie
    assert browser.get("/account/sessions").status_code == 303


def test_htmx_whose_session_is_gone_goes_to_the_sign_in_page(cast, browser_of):
    browser = browser_of(cast.marieke)
    Session.update(ended_at=clock.now()).execute()

    answer = browser.get("/account/sessions", headers=HTMX)

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/sign-in?next=/account/sessions")


def test_signing_in_rightly_counts_for_no_limit(cast, app):
    statuses = {
        app.test_client().post("/sign-in", data={"email": cast.joris.email, "password": PASSWORD}).status_code
        for _ in range(31)
    }

    assert statuses == {303}
