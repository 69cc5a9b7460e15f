"""From a mailed link to an account that works: activation, invitation, another mail address."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.accounts.mails import mailed_link, mails, sentences, what_is_wrong
from tests.browsers import HTMX
from tests.cast import PASSWORD
from webapp.accounts.actions.accounts import (
    activate_account,
    ask_email_change,
    change_email,
    create_account,
    invite_person,
    mail_link,
)
from webapp.accounts.models import MailedLink, Person, Session
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.credentials import hash_token
from webapp.core.errors import Refused

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BAS = ("Bas de Vries", "bas@ouders.example", "een hoge kastanjeboom")
GONE = "Deze link is al gebruikt of verlopen. Vraag hieronder een nieuwe aan."


def reread(person: Person) -> Person:
    return Person.get_by_id(person.id)


def audited(verb: str) -> list[str]:
    rows = AuditEntry.select().where(AuditEntry.verb == verb).order_by(AuditEntry.id)
    return [row.subject for row in rows]


@pytest.fixture
def bas(cast) -> Person:
    """Somebody who made an account and has not followed the link yet."""
    with clock.frozen_at(NOON):
        return create_account(*BAS)


@pytest.fixture
def invited(cast) -> Person:
    with clock.frozen_at(NOON):
        return invite_person("Femke Kuiper", "Femke@notenboom.example ", "De Notenboom")


def test_account_is_made_but_works_only_once_activated(bas):
    link = MailedLink.get()

    assert (bas.is_active, bas.signs_in_daily, bas.language, bas.created_at) == (False, False, "nl", NOON)
    assert bas.password_hash.startswith("$argon2id$")
    assert (mails(), audited("create_account")) == ([(bas.email, "Activeer je account")], [f"person-{bas.id}"])
    token = mailed_link(bas.email, "/activations").rpartition("/")[2]
    assert (link.token_hash, link.expires_at) == (hash_token(token), NOON + timedelta(days=3))


def test_known_address_makes_no_second_account(cast):
    with pytest.raises(Refused, match="email_known"):
        create_account("Iemand", "Karima@ouders.example", BAS[2])

    assert (Person.select().where(Person.name == "Iemand").count(), mails(), audited("create_account")) == (0, [], [])


@pytest.mark.parametrize("password", ["kort", "wachtwoord1", "bas@ouders.example"])
def test_weak_password_makes_no_account(cast, password):
    with pytest.raises(Refused):
        create_account(BAS[0], BAS[1], password)

    assert (Person.select().where(Person.email == BAS[1]).count(), mails()) == (0, [])


def test_opening_the_mailed_link_changes_nothing_and_its_button_activates(bas, client):
    link = mailed_link(bas.email, "/activations")

    with clock.frozen_at(NOON + timedelta(days=3, seconds=-1)):
        page = client.get(link)
        opened = reread(bas).activated_at
        answer = client.post(link)
        after = client.get(answer.location).text

    assert (page.status_code, opened) == (200, None)
    assert sentences(page.text) == (
        "Welkom, Bas de Vries Nog één tik, en uw account is klaar. Daarna kunt u inloggen. Activeer je account"
    )
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert "Uw account is actief. U kunt nu inloggen!" in after
    assert (reread(bas).is_active, audited("activate_account")) == (True, [f"person-{bas.id}"])


def test_activation_as_htmx_goes_the_same_way(bas, client):
    answer = client.post(mailed_link(bas.email, "/activations"), headers=HTMX)

    assert (answer.status_code, answer.location) == (303, "/sign-in")


def test_second_use_of_the_link_is_told_and_harms_nothing(bas, client):
    link = mailed_link(bas.email, "/activations")
    with clock.frozen_at(NOON):
        client.post(link)
        page = client.get(link)
        answer = client.post(link, follow_redirects=True)

    assert (page.status_code, sentences(page.text).split(".")[0]) == (
        410,
        "Deze link werkt niet meer De link is al gebruikt of verlopen",
    )
    assert (answer.status_code, GONE in answer.text) == (200, True)
    assert (reread(bas).is_active, len(audited("activate_account"))) == (True, 1)


def test_link_is_over_after_three_days(bas, client):
    link = mailed_link(bas.email, "/activations")

    with clock.frozen_at(NOON + timedelta(days=3)):
        page = client.get(link)
        answer = client.post(link, follow_redirects=True)

    assert (page.status_code, GONE in answer.text, reread(bas).is_active) == (410, True, False)


@pytest.mark.parametrize("path", ["activations", "passwords", "invitations", "account/email"])
def test_link_that_was_never_mailed_looks_like_one_that_is_over(cast, client, path):
    page = client.get(f"/{path}/{'x' * 43}")

    assert (page.status_code, sentences(page.text).startswith("Deze link werkt niet meer")) == (410, True)


@pytest.mark.parametrize("path", ["passwords", "invitations", "account/email"])
def test_link_of_one_purpose_does_not_serve_another(bas, client, path):
    token = mailed_link(bas.email, "/activations").rpartition("/")[2]

    assert client.get(f"/{path}/{token}").status_code == 410


def test_newer_mail_makes_the_older_link_stop(bas):
    older = mailed_link(bas.email, "/activations").rpartition("/")[2]
    newer = mail_link(bas, "activation")

    with pytest.raises(Refused, match="link_used"):
        activate_account(older)

    assert activate_account(newer) == bas


def test_invited_person_chooses_a_password_and_is_ready(invited, client):
    link = mailed_link("femke@notenboom.example", "/invitations")

    with clock.frozen_at(NOON + timedelta(days=13)):
        page = client.get(link).text
        answer = client.post(link, data={"name": "Femke Kuiper-Smit", "password": BAS[2]})
        signed_in = client.post("/sign-in", data={"email": invited.email, "password": BAS[2]})

    person = reread(invited)
    assert sentences(page).startswith("Welkom bij het ouderportaal Uw account hoort bij femke@notenboom.example.")
    assert page.count('value="Femke Kuiper"') == 1
    assert (answer.status_code, answer.location, signed_in.status_code) == (303, "/sign-in", 303)
    assert (person.name, person.is_active, person.signs_in_daily) == ("Femke Kuiper-Smit", True, True)
    assert mails() == [("femke@notenboom.example", "Uw account voor het ouderportaal")]


def test_weak_password_at_an_invitation_keeps_the_name_that_was_typed_and_the_link(invited, client):
    link = mailed_link("femke@notenboom.example", "/invitations")

    with clock.frozen_at(NOON):
        answer = client.post(link, data={"name": "Femke van Dam", "password": "femke van dam"})
        again = client.get(link)

    assert (answer.status_code, again.status_code) == (422, 200)
    assert what_is_wrong(answer.text) == [
        "Dit wachtwoord is te makkelijk te raden. Maak er bijvoorbeeld een korte zin van."
    ]
    assert answer.text.count('value="Femke van Dam"') == 1
    assert "femke van dam" not in answer.text
    assert (reread(invited).password_hash, reread(invited).name) == (None, "Femke Kuiper")


def test_invitation_is_over_after_two_weeks(invited, client):
    link = mailed_link("femke@notenboom.example", "/invitations")

    with clock.frozen_at(NOON + timedelta(days=14)):
        page = client.get(link)
        answer = client.post(link, data={"name": "Femke Kuiper", "password": BAS[2]})

    assert (page.status_code, answer.status_code, reread(invited).password_hash) == (410, 422, None)
    assert sentences(answer.text).startswith("Deze link werkt niet meer De uitnodiging is al gebruikt of verlopen.")


def test_parent_who_is_invited_keeps_the_account_and_needs_no_link(cast):
    person = invite_person("Iemand anders", "MARIEKE@ouders.example", "De Notenboom")

    assert (person, person.name, person.signs_in_daily) == (cast.marieke, "Marieke de Vries", True)
    assert (mails(), MailedLink.select().count()) == (
        [("marieke@ouders.example", "Uw account voor het ouderportaal")],
        0,
    )


def test_address_is_changed_from_the_new_mailbox_and_both_are_told(cast, browser_of, client):
    browser = browser_of(cast.marieke)
    page = browser.post("/account/email", data={"email": "Marieke@Nieuw.example"})
    asked = reread(cast.marieke).email
    link = mailed_link("marieke@nieuw.example", "/account/email")
    opened = client.get(link).text

    answer = client.post(link)

    old, new = "marieke@ouders.example", "marieke@nieuw.example"
    assert (page.status_code, asked) == (200, old)
    assert sentences(page.text).startswith("Kijk in uw mail marieke@nieuw.example")
    assert sentences(opened) == "E-mailadres bevestigen Voortaan logt u in met marieke@nieuw.example. Bevestigen"
    assert (answer.status_code, answer.location, reread(cast.marieke).email) == (303, "/", new)
    assert mails() == [
        (new, "Bevestig uw nieuwe e-mailadres"),
        (old, "Uw e-mailadres is veranderd"),
        (new, "Uw e-mailadres is veranderd"),
    ]
    assert audited("change_email") == [f"person-{cast.marieke.id}"]


def test_taken_address_gets_the_same_page_and_its_owner_is_told(cast, browser_of):
    browser = browser_of(cast.marieke)

    free = browser.post("/account/email", data={"email": "vrij@ouders.example"}).text
    taken = browser.post("/account/email", data={"email": "karima@ouders.example"}).text

    assert taken.replace("karima@", "vrij@") == free
    assert mails() == [
        ("vrij@ouders.example", "Bevestig uw nieuwe e-mailadres"),
        ("karima@ouders.example", "U hebt al een account"),
    ]


def test_address_that_somebody_took_in_the_meantime_is_refused_and_nobody_changes(cast, client):
    ask_email_change(cast.marieke, "nieuw@ouders.example")
    link = mailed_link("nieuw@ouders.example", "/account/email")
    create_account("Nieuw Iemand", "nieuw@ouders.example", BAS[2])
    told = mails()

    answer = client.post(link, follow_redirects=True)

    assert (GONE in answer.text, reread(cast.marieke).email, mails()) == (True, "marieke@ouders.example", told)


@pytest.mark.parametrize(
    ("email", "sentence"),
    [("marieke@ouders.example", "Dit is al uw e-mailadres."), ("nergens", "Dit is geen geldig e-mailadres.")],
)
def test_address_that_will_not_do_is_told_and_kept_in_the_form(cast, browser_of, email, sentence):
    answer = browser_of(cast.marieke).post("/account/email", data={"email": email})

    assert (answer.status_code, what_is_wrong(answer.text)[-1]) == (422, sentence)
    assert answer.text.count(f'value="{email}"') == 1
    assert mails() == []


def test_changed_address_closes_links_in_the_old_mailbox(cast):
    ask_email_change(cast.marieke, "marieke@nieuw.example")
    token = mailed_link("marieke@nieuw.example", "/account/email").rpartition("/")[2]
    in_old_mailbox = mail_link(cast.marieke, "password")

    change_email(token)

    assert MailedLink.get(MailedLink.token_hash == hash_token(in_old_mailbox)).used_at is not None


def test_old_confirmation_asks_for_the_password_before_the_address_changes(cast, browser_of):
    with clock.frozen_at(NOON):
        browser = browser_of(cast.marieke)
    with clock.frozen_at(NOON + timedelta(minutes=15)):
        page = browser.get("/account/email")
        as_htmx = browser.get("/account/email", headers=HTMX)
        change = browser.post(
            "/account/email",
            data={"email": "marieke@nieuw.example"},
            headers={"Referer": "http://localhost/account/email"},
        )
        confirmed = browser.post("/account/confirmation", data={"password": PASSWORD, "next": "/account/email"})
        allowed = browser.get("/account/email")

    ask = "/account/confirmation?next=/account/email"
    assert (page.location, as_htmx.headers["HX-Redirect"], change.location) == (ask, ask, ask)
    assert (confirmed.status_code, confirmed.location, allowed.status_code) == (303, "/account/email", 200)
    assert mails() == []


def test_wrong_password_does_not_confirm(cast, browser_of):
    with clock.frozen_at(NOON):
        browser = browser_of(cast.marieke)
    with clock.frozen_at(NOON + timedelta(minutes=15)):
        answer = browser.post("/account/confirmation", data={"password": "verkeerd", "next": "/account/email"})
        page = browser.get("/account/email")

    assert (answer.status_code, what_is_wrong(answer.text)) == (422, ["Dit wachtwoord klopt niet."])
    assert answer.text.count('name="next" value="/account/email"') == 1
    assert (page.status_code, Session.get().confirmed_at) == (303, NOON)


def test_confirmation_of_a_stranger_is_sent_to_sign_in(client):
    answers = [client.get("/account/confirmation"), client.post("/account/confirmation", data={"password": "x"})]

    assert [answer.location for answer in answers] == ["/sign-in?next=/account/confirmation", "/sign-in"]


def test_guesses_at_a_confirmation_are_counted_per_person_wherever_they_come_from(app, cast, browser_of):
    statuses = [
        browser_of(cast.marieke)
        .post("/account/confirmation", data={"password": ""}, environ_base={"REMOTE_ADDR": f"203.0.113.{number}"})
        .status_code
        for number in range(11)
    ]

    assert statuses == [422] * 10 + [429]
    assert browser_of(cast.karima).post("/account/confirmation", data={"password": PASSWORD}).status_code == 303
