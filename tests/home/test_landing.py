"""The front door: each visitor goes where their work is; a stranger is told how to come in."""

import re
from dataclasses import replace

import pytest

from tests.cast import make_person
from webapp.accounts.models import Person


@pytest.fixture
def real_portal(app, monkeypatch):
    """Not a demo."""
    monkeypatch.setitem(
        app.config, "SETTINGS", replace(app.config["SETTINGS"], DEMO=False, ORGANISATION="Stichting Es")
    )


def links(page: str) -> list[str]:
    return re.findall(r'<a[^>]* href="([^"]+)"', page)


def test_stranger_finds_the_way_in_and_no_demo_people(client, real_portal):
    answer = client.get("/")

    assert (answer.status_code, links(answer.text)) == (200, ["#main", "/", "/sign-in", "/link-codes"])
    assert "Voor een account hebt u de koppelcode nodig uit de brief van de school." in answer.text
    assert "kastanje" not in answer.text
    assert answer.text.count("Stichting Es") > 0


def test_visitor_of_the_demo_chooses_whom_to_be(cast, client):
    page = client.get("/").text

    emails = [link.removeprefix("/sign-in?email=") for link in links(page) if "?email=" in link]
    known = {person.email for person in Person.select()}
    assert [email for email in emails if email not in known] == []
    assert len(emails) >= 10
    assert client.get(f"/sign-in?email={emails[0]}").text.count(f'value="{emails[0]}"') == 1


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("marieke", "/news"),
        ("eline", "/news"),
        ("joris", "/news"),
        ("ingrid", "/news"),
        ("peter", "/news"),
        ("anouk", "/units"),
    ],
)
def test_who_is_signed_in_goes_where_the_work_is(cast, browser_of, name, place):
    answer = browser_of(getattr(cast, name)).get("/")

    assert (answer.status_code, answer.location) == (302, place)


def test_parent_without_children_enters_a_code(cast, browser_of):
    answer = browser_of(make_person("Bas de Vries", "bas@ouders.example")).get("/")

    assert answer.location == "/link-codes"
