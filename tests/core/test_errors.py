"""What a visitor sees when something is not there or went wrong: one page, in Dutch, without a hint."""

import re

import pytest
from peewee import OperationalError

from webapp.accounts.models import Person
from webapp.core.errors import Refused
from webapp.core.security import anyone


@pytest.fixture
def route(app, monkeypatch):
    """`route(view)`: what stands at /health for this test."""
    return lambda view: monkeypatch.setitem(app.view_functions, "health.show", anyone(view))


def raising(error: Exception):
    def view():
        raise error

    return view


def words(page: str) -> str:
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


NOT_THERE = (
    "404 Deze pagina is er niet Misschien is het adres veranderd, of is de pagina niet voor u bedoeld. Naar het begin"
)


def test_row_that_is_not_there_is_a_page_that_is_not_there(client, route):
    route(lambda: Person.get(Person.email == "geheim@ouders.example"))

    answer = client.get("/health")

    assert (answer.status_code, words(answer.text)) == (404, NOT_THERE)
    assert answer.text == client.get("/nowhere").text.replace("/nowhere", "/health")


@pytest.mark.parametrize("number", ["99999999999999999999", "9223372036854775808", "-1", "1e3"])
def test_number_that_no_row_can_have_is_a_page_that_is_not_there(cast, browser_of, number):
    assert browser_of(cast.marieke).post(f"/account/sessions/{number}/end").status_code == 404


def test_greatest_number_that_a_row_can_have_is_looked_for(cast, browser_of):
    assert browser_of(cast.marieke).post(f"/account/sessions/{2**63 - 1}/end").status_code == 404


def test_wrong_verb_is_told_kindly(client):
    answer = client.get("/sign-out")

    assert (answer.status_code, words(answer.text)) == (
        405,
        "405 Zo werkt deze pagina niet Ga terug en gebruik de knop op de pagina. Naar het begin",
    )


def test_too_large_a_file_is_told_kindly(app, cast, browser_of, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 100)

    answer = browser_of(cast.marieke).post("/account/profile", data={"about": "a" * 200})

    assert (answer.status_code, words(answer.text)) == (
        413,
        "413 Dit bestand is te groot Kies een kleiner bestand en probeer het opnieuw. Naar het begin",
    )


def test_unexpected_error_shows_nothing_of_itself(client, route):
    route(raising(RuntimeError("Noor de Vries")))

    answer = client.get("/health")

    assert (answer.status_code, words(answer.text)) == (
        500,
        "500 Er ging iets mis bij ons Er is niets verloren. Probeer het over een minuut opnieuw. Naar het begin",
    )


def test_database_in_trouble_is_told_as_passing(client, route):
    route(raising(OperationalError("connection refused")))

    answer = client.get("/health")

    assert (answer.status_code, words(answer.text)) == (
        503,
        "503 Het portaal is even niet bereikbaar Probeer het over een minuut opnieuw. Naar het begin",
    )


def test_page_of_an_error_needs_no_database(cast, browser_of, monkeypatch):
    browser = browser_of(cast.marieke)
    monkeypatch.setattr("webapp.accounts.views.visitor.session_with_token", lambda *_: raising(OperationalError("x"))())

    answer = browser.get("/account/profile")

    assert (answer.status_code, "Marieke" in answer.text) == (503, False)


def test_refusal_carries_its_code_and_values():
    refusal = Refused("past_cutoff", at="08:30")

    assert (refusal.code, refusal.values, str(refusal)) == ("past_cutoff", {"at": "08:30"}, "past_cutoff")
