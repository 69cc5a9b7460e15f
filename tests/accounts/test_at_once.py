"""Two people, or one with two fingers, at the same instant: the database decides, and the loser gets the reason."""

from collections.abc import Callable

import pytest

from tests.accounts.mails import mailed_link, mails
from tests.at_once import at_once
from tests.cast import make_person
from webapp.accounts.actions.accounts import activate_account, create_account, invite_person
from webapp.accounts.models import Person
from webapp.core.errors import Refused

pytestmark = [pytest.mark.committed, pytest.mark.usefixtures("transaction")]

PASSWORD = "een hoge kastanjeboom"
BAS = "bas@ouders.example"


def outcomes(app, act: Callable[[], object], people: int = 4) -> list[str]:
    """What came of the same act by several at once: `done`, or the reason of the refusal."""

    def tried() -> str:
        try:
            act()
        except Refused as refusal:
            return refusal.code
        return "done"

    return sorted(at_once(app, tried, people))


def test_one_address_makes_one_account(app):
    came = outcomes(app, lambda: create_account("Bas de Vries", BAS, PASSWORD))

    assert came == ["done", *["email_known"] * 3]
    assert (Person.select().where(Person.email == BAS).count(), mails()) == (1, [(BAS, "Activeer je account")])


def test_one_link_is_used_once(app):
    create_account("Bas de Vries", BAS, PASSWORD)
    token = mailed_link(BAS, "/activations").rpartition("/")[2]

    came = outcomes(app, lambda: activate_account(token))

    assert came == ["done", *["link_used"] * 3]


def test_person_who_is_invited_by_two_is_one_person(app):
    came = outcomes(app, lambda: invite_person("Bas de Vries", BAS, "De Notenboom"), people=2)

    assert (came, Person.select().where(Person.email == BAS).count(), len(mails())) == (["done"] * 2, 1, 2)


def test_last_link_that_was_mailed_is_the_one_that_works(app):
    person = make_person("Bas de Vries", BAS)
    Person.update(activated_at=None).execute()
    outcomes(app, lambda: invite_person(person.name, BAS, "De Notenboom"), people=2)

    assert Person.get().signs_in_daily is True
    assert app.test_client().get(mailed_link(BAS, "/invitations")).status_code == 200
