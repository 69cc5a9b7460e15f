"""A child's page: whole for office and director, less for its own teacher, not there for others."""

import pytest

from webapp.accounts.models import Person


def test_office_sees_guardians_with_what_it_knows_of_them(cast, browser_of):
    page = browser_of(cast.ingrid).get(f"/children/{cast.mees.id}").text

    assert [word in page for word in ("Sanne Bakker", "Tom Visser", "tom@ouders.example", "Gezag", "Visser")] == [
        True
    ] * 5


def test_own_teacher_sees_names_and_numbers_but_no_custody_or_household(cast, browser_of):
    Person.update(phone="+31612345678").where(Person.id == cast.marieke.id).execute()

    page = browser_of(cast.joris).get(f"/children/{cast.noor.id}").text

    assert [word in page for word in ("Noor de Vries", "Marieke de Vries", 'href="tel:+31612345678"')] == [True] * 3
    assert [word in page for word in ("Gezag", "Esdoornlaan", "marieke@ouders.example", "maart")] == [False] * 4


@pytest.mark.parametrize("name", ["eline", "karima", "marieke", "bram", "wouter", "anouk"])
def test_other_teacher_parents_other_unit_and_admin_get_404(cast, browser_of, name):
    answer = browser_of(getattr(cast, name)).get(f"/children/{cast.mees.id}")

    assert answer.status_code == 404


def test_stranger_is_sent_to_sign_in(cast, client):
    assert client.get(f"/children/{cast.mees.id}").location.partition("?")[0] == "/sign-in"
