"""Geheim adres: the office records it, staff see it, and the school's file does not take it away."""

import json

import pytest

from webapp.core.audit import AuditEntry
from webapp.schools.models import Child, Guardianship

KNOWN = {"authority": "yes", "information": "full", "may_collect": "y", "household": "Bakker"}
NAMES = {"given_name": "Mees", "surname": "Bakker", "birthdate": "2019-01-20"}


@pytest.fixture
def sannes(cast) -> Guardianship:
    return Guardianship.get(Guardianship.person == cast.sanne)


def changes() -> list[dict]:
    """What the audit trail tells of each change."""
    rows = AuditEntry.select().where(AuditEntry.verb.startswith("change_")).order_by(AuditEntry.id)
    return [json.loads(entry.details) for entry in rows]


def test_office_records_that_the_address_of_a_child_is_secret_and_that_it_is_no_more(cast, browser_of):
    browser, address = browser_of(cast.ingrid), f"/children/{cast.mees.id}"

    states = []
    for more in ({"has_secret_address": "y"}, {"has_secret_address": "y"}, {}):
        browser.post(address, data=NAMES | more)
        states.append(Child.get_by_id(cast.mees.id).has_secret_address)

    assert states == [True, True, False]
    assert changes() == [{"has_secret_address": True}, {}, {"has_secret_address": False}]


def test_office_records_that_the_address_of_a_guardian_is_secret(cast, browser_of, sannes):
    browser_of(cast.ingrid).post(f"/guardianships/{sannes.id}", data=KNOWN | {"has_secret_address": "y"})

    assert Guardianship.get_by_id(sannes.id).has_secret_address is True
    assert changes() == [{"child": cast.mees.id, "has_secret_address": True}]


@pytest.mark.parametrize("name", ["joris", "eline", "sanne", "karima", "wouter", "bram"])
def test_nobody_else_records_it(cast, browser_of, sannes, name):
    browser = browser_of(getattr(cast, name))

    answers = [
        browser.post(f"/children/{cast.mees.id}", data=NAMES | {"has_secret_address": "y"}),
        browser.post(f"/guardianships/{sannes.id}", data=KNOWN | {"has_secret_address": "y"}),
    ]

    assert {answer.status_code for answer in answers} <= {403, 404}
    assert (Child.get_by_id(cast.mees.id).has_secret_address, changes()) == (False, [])
    assert Guardianship.get_by_id(sannes.id).has_secret_address is False


def test_form_shows_what_is_recorded(cast, browser_of, sannes):
    Child.update(has_secret_address=True).where(Child.id == cast.mees.id).execute()
    browser = browser_of(cast.ingrid)

    forms = [browser.get(address).text for address in (f"/children/{cast.mees.id}/edit", f"/guardianships/{sannes.id}")]

    assert ['checked id="has_secret_address"' in form for form in forms] == [True, False]


def test_office_and_own_teacher_see_it_at_child_and_guardian(cast, browser_of):
    Child.update(has_secret_address=True).where(Child.id == cast.noor.id).execute()
    Guardianship.update(has_secret_address=True).where(Guardianship.child == cast.noor).execute()

    pages = [browser_of(person).get(f"/children/{cast.noor.id}").text for person in (cast.ingrid, cast.joris)]

    assert [page.count("geheim adres") for page in pages] == [2, 2]
