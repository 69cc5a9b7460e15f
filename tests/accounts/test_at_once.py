"""Two people, or one with two fingers, at the same instant: the database decides, and the loser gets the reason."""

import threading
from collections.abc import Callable

import pytest

from tests.accounts.mails import mailed_link, mails
from tests.cast import make_person
from webapp.accounts.actions.accounts import activate_account, create_account, invite_person
from webapp.accounts.models import Person
from webapp.core.db import db
from webapp.core.errors import Refused

pytestmark = [pytest.mark.committed, pytest.mark.usefixtures("transaction")]

PASSWORD = "een hoge kastanjeboom"
BAS = "bas@ouders.example"


def at_once(app, act: Callable[[], object], people: int = 4) -> list[str]:
    """What came of the same act by several at once: `done`, or the reason of the refusal."""
    came: list[str] = []
    begin = threading.Barrier(people)

    def run() -> None:
        with app.app_context(), db.connection_context():
            begin.wait()
            try:
                act()
                came.append("done")
            except Refused as refusal:
                came.append(refusal.code)

    threads = [threading.Thread(target=run) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came)


def test_one_address_makes_one_account(app):
    came = at_once(app, lambda: create_account("Bas de Vries", BAS, PASSWORD))

    assert came == ["done", *["email_known"] * 3]
    assert (Person.select().where(Person.email == BAS).count(), mails()) == (1, [(BAS, "Activeer je account")])


def test_one_link_is_used_once(app):
    create_account("Bas de Vries", BAS, PASSWORD)
    token = mailed_link(BAS, "/activations").rpartition("/")[2]

    came = at_once(app, lambda: activate_account(token))

    assert came == ["done", *["link_used"] * 3]


def test_person_who_is_invited_by_two_is_one_person(app):
    came = at_once(app, lambda: invite_person("Bas de Vries", BAS, "De Notenboom"), people=2)

    assert (came, Person.select().where(Person.email == BAS).count(), len(mails())) == (["done"] * 2, 1, 2)


def test_last_link_that_was_mailed_is_the_one_that_works(app):
    person = make_person("Bas de Vries", BAS)
    Person.update(activated_at=None).execute()
    at_once(app, lambda: invite_person(person.name, BAS, "De Notenboom"), people=2)

    assert Person.get().signs_in_daily is True
    assert app.test_client().get(mailed_link(BAS, "/invitations")).status_code == 200
