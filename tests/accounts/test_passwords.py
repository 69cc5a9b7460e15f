"""Passwords: forgotten, chosen, changed; every other device and every open link ends with the old one."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.accounts.mails import mailed_link, mails, sentences, what_is_wrong
from tests.cast import PASSWORD
from webapp.accounts.actions.accounts import ask_email_change, change_email, mail_link
from webapp.accounts.actions.passwords import ask_new_password, choose_password
from webapp.accounts.models import MailedLink, Person
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.credentials import secret_matches
from webapp.core.errors import Refused

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MARIEKE, NEW = "marieke@ouders.example", "een hoge kastanjeboom"
LINK_SENT, CHANGED = "Een nieuw wachtwoord kiezen", "Uw wachtwoord is veranderd"


def has_password(person: Person, password: str) -> bool:
    return secret_matches(Person.get_by_id(person.id).password_hash, password)


def is_signed_in(browser) -> bool:
    return browser.get("/account/sessions").status_code == 200


def ask(client, email: str = MARIEKE):
    return client.post("/passwords", data={"email": email})


def test_whole_path_from_forgotten_to_signed_in(cast, client, browser_of):
    elsewhere = browser_of(cast.marieke)
    asked = ask(client, " Marieke@Ouders.example")
    link = mailed_link(MARIEKE, "/passwords")
    page = client.get(link)

    answer = client.post(link, data={"password": NEW})

    assert sentences(asked.text).startswith(
        "Kijk in uw mail marieke@ouders.example Als er een account is met dit adres, dan staat er zo een mail in"
    )
    assert (page.status_code, sentences(page.text).startswith("Kies een nieuw wachtwoord")) == (200, True)
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert (has_password(cast.marieke, NEW), is_signed_in(elsewhere)) == (True, False)
    assert mails() == [(MARIEKE, LINK_SENT), (MARIEKE, CHANGED)]
    assert AuditEntry.select().where(AuditEntry.verb == "choose_password").count() == 1


def test_stranger_learns_nothing_of_who_has_an_account(cast, client):
    known, unknown = ask(client).text, ask(client, "nobody@ouders.example").text

    assert unknown.replace("nobody@", "marieke@") == known
    assert mails() == [(MARIEKE, LINK_SENT)]


def test_blocked_person_gets_no_link(cast, client):
    Person.update(blocked_at=clock.now()).where(Person.id == cast.marieke.id).execute()

    answer = ask(client)

    assert (answer.status_code, mails()) == (200, [])


def test_nobodys_mailbox_is_filled_by_asking_again_and_again(cast, app):
    statuses = [
        app.test_client()
        .post("/passwords", data={"email": MARIEKE}, environ_base={"REMOTE_ADDR": f"203.0.113.{number}"})
        .status_code
        for number in range(6)
    ]

    assert (statuses, len(mails())) == ([200] * 5 + [429], 5)


def test_mistyped_address_is_told_and_kept(client):
    answer = ask(client, "marieke@")

    assert (answer.status_code, what_is_wrong(answer.text)[-1]) == (422, "Dit is geen geldig e-mailadres.")
    assert (answer.text.count('value="marieke@"'), mails()) == (1, [])


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (60, 410)])
def test_link_works_for_an_hour(cast, client, minutes, status):
    with clock.frozen_at(NOON):
        ask_new_password(MARIEKE)

    with clock.frozen_at(NOON + timedelta(minutes=minutes)):
        assert client.get(mailed_link(MARIEKE, "/passwords")).status_code == status


def test_link_works_once(cast, client):
    ask_new_password(MARIEKE)
    link = mailed_link(MARIEKE, "/passwords")
    client.post(link, data={"password": NEW})

    answer = client.post(link, data={"password": "een andere kastanjeboom"})

    assert (answer.status_code, has_password(cast.marieke, NEW)) == (422, True)
    assert sentences(answer.text).startswith("Deze link werkt niet meer")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "Vul uw wachtwoord in."),
        ("kastanje", "Kies een wachtwoord van minstens 10 tekens. Een korte zin werkt goed."),
        ("x" * 129, "Dit wachtwoord is te lang: hoogstens 128 tekens."),
        (MARIEKE, "Dit wachtwoord is te makkelijk te raden. Maak er bijvoorbeeld een korte zin van."),
    ],
)
def test_password_that_will_not_do_leaves_the_link_and_the_old_password(cast, client, password, sentence):
    ask_new_password(MARIEKE)
    link = mailed_link(MARIEKE, "/passwords")

    answer = client.post(link, data={"password": password})

    assert (answer.status_code, what_is_wrong(answer.text)[-1]) == (422, sentence)
    assert (client.get(link).status_code, has_password(cast.marieke, PASSWORD)) == (200, True)
    assert mails() == [(MARIEKE, LINK_SENT)]


def test_forgotten_password_also_activates_for_it_proves_the_address(cast):
    Person.update(activated_at=None).where(Person.id == cast.marieke.id).execute()
    ask_new_password(MARIEKE)

    choose_password(mailed_link(MARIEKE, "/passwords").rpartition("/")[2], NEW)

    assert Person.get_by_id(cast.marieke.id).is_active


def test_intruders_change_of_address_does_not_survive_a_new_password(cast):
    """Somebody at Marieke's open laptop asked for another address; she notices, and chooses a new password."""
    ask_email_change(cast.marieke, "indringer@evil.example")
    theirs = mailed_link("indringer@evil.example", "/account/email").rpartition("/")[2]
    ask_new_password(MARIEKE)
    choose_password(mailed_link(MARIEKE, "/passwords").rpartition("/")[2], NEW)

    with pytest.raises(Refused, match="link_used"):
        change_email(theirs)

    assert Person.get_by_id(cast.marieke.id).email == MARIEKE


def change(browser, old: str = PASSWORD, new: str = NEW):
    return browser.post("/account/password", data={"old": old, "new": new})


def test_changing_it_signs_out_every_other_device_and_mails(cast, browser_of):
    browser, elsewhere, karima = browser_of(cast.marieke), browser_of(cast.marieke), browser_of(cast.karima)
    mail_link(cast.marieke, "password")

    answer = change(browser)

    assert (answer.status_code, answer.location) == (303, "/account/profile")
    assert has_password(cast.marieke, NEW)
    assert [is_signed_in(one) for one in (browser, elsewhere, karima)] == [True, False, True]
    assert (mails(), MailedLink.select().where(MailedLink.used_at.is_null()).count()) == ([(MARIEKE, CHANGED)], 0)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("verkeerd", NEW, "Dit wachtwoord klopt niet."),
        (PASSWORD, "kort", "Kies een wachtwoord van minstens 10 tekens. Een korte zin werkt goed."),
        (
            PASSWORD,
            "Marieke de Vries",
            "Dit wachtwoord is te makkelijk te raden. Maak er bijvoorbeeld een korte zin van.",
        ),
        ("", NEW, "Vul uw wachtwoord in."),
    ],
)
def test_change_that_will_not_do_changes_nothing(cast, browser_of, old, new, sentence):
    browser, elsewhere = browser_of(cast.marieke), browser_of(cast.marieke)

    answer = change(browser, old, new)

    assert (answer.status_code, what_is_wrong(answer.text)[-1]) == (422, sentence)
    assert (has_password(cast.marieke, PASSWORD), is_signed_in(elsewhere), mails()) == (True, True, [])


def test_guesses_at_the_old_password_are_counted_per_person(cast, browser_of):
    statuses = [
        browser_of(cast.marieke)
        .post("/account/password", data={"old": ""}, environ_base={"REMOTE_ADDR": f"203.0.113.{number}"})
        .status_code
        for number in range(11)
    ]

    assert statuses == [422] * 10 + [429]


@pytest.mark.parametrize("path", ["/account/password", "/account/sessions", "/account/profile", "/account/email"])
def test_stranger_is_sent_to_sign_in(client, path):
    assert client.get(path).location == f"/sign-in?next={path}"
