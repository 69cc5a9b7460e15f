"""Making an account with codes: the manual's path, and what a stranger can learn from it."""

import re

import pytest

from tests.schools.codes import mails, make_code
from webapp.accounts.models import Person
from webapp.core.mail import OutgoingMail
from webapp.schools.models import Link

CODE, SECOND = "K7QM-3F9T-XW2C", "AAAA-3F9T-XW2C"
BAS = {"name": "Bas de Vries", "email": "bas@ouders.example", "password": "een hoge kastanjeboom"}


@pytest.fixture
def parent(cast, client):
    """A browser in which the codes of Noor and Daan were entered."""
    make_code(cast.noor, cast.school, CODE)
    make_code(cast.daan, cast.school, SECOND)
    for code in (CODE, SECOND):
        client.post("/link-codes", data={"code": code})
    return client


def test_page_says_what_the_manual_says(parent):
    page = re.sub(r"<[^>]+>|\s+", " ", parent.get("/sign-up").text)

    assert "Als u al een account hebt, kunt u inloggen . Maak anders nu een account aan." in re.sub(" +", " ", page)


def test_without_codes_there_is_nothing_to_sign_up_for(client):
    assert client.get("/sign-up").location == "/link-codes"
    assert client.post("/sign-up", data=BAS).location == "/link-codes"


def test_whole_path_from_codes_to_signed_in(parent):
    sent = parent.post("/sign-up", data=BAS)
    mail = OutgoingMail.get(OutgoingMail.to == "bas@ouders.example")
    link = re.search(r"/activations/[\w-]+", mail.text)
    parent.post(link[0])
    parent.post("/sign-in", data={"email": BAS["email"], "password": BAS["password"]})

    page = parent.get("/link-codes").text

    assert "Kijk in uw mail" in sent.text
    assert 'href="/dev/mailbox"' in sent.text
    assert ("Noor</strong> <span>Groep 3" in page, "Daan</strong> <span>Groep 6" in page) == (True, True)


def test_known_address_gets_the_same_page_and_keeps_its_codes(parent):
    unknown = parent.post("/sign-up", data=BAS)
    for code in (CODE, SECOND):
        parent.post("/link-codes", data={"code": code})
    known = parent.post("/sign-up", data=BAS | {"email": "karima@ouders.example"})

    assert known.text.replace("karima@ouders.example", "") == unknown.text.replace("bas@ouders.example", "")
    with parent.session_transaction() as session:
        assert len(session["entered_codes"]) == 2
    assert [to for to, subject in mails() if subject == "U hebt al een account"] == ["karima@ouders.example"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"password": "kort"}, "Kies een wachtwoord van minstens 10 tekens."),
        ({"password": "wachtwoord"}, "Dit wachtwoord is te makkelijk te raden."),
        ({"email": "bas"}, "Dit is geen geldig e-mailadres."),
        ({"name": ""}, "Vul dit in."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(parent, wrong, sentence):
    answer = parent.post("/sign-up", data=BAS | wrong)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert Person.select().where(Person.email == BAS["email"]).count() == 0
    assert (Link.select().where(Link.code.is_null(False)).count(), mails()) == (0, [])


def test_who_is_signed_in_needs_no_account(cast, browser_of):
    browser = browser_of(cast.karima)

    assert browser.get("/sign-up").location == "/link-codes"
